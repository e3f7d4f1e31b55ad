using System.Text;
using System.Text.Json;
using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>How a picture becomes a detector's input and its heads become detections, and as the text and the numbers that travel in a saved model.</summary>
/// <param name="Contract">Input, grids and classes.</param>
/// <param name="BoxesAreDecoded">Whether the graph decodes its boxes itself.</param>
/// <param name="ScoreThreshold">The least score of a detection.</param>
/// <param name="NmsThreshold">The largest IoU of two detections of one class.</param>
/// <param name="MaximumDetections">The most detections in a picture.</param>
/// <param name="Only">The classes to report; all where empty.</param>
internal sealed record DetectorSettings(
    DetectorContract Contract, bool BoxesAreDecoded, float ScoreThreshold, float NmsThreshold, int MaximumDetections, IReadOnlyList<string> Only)
{
    private const float Version = 1;
    private const int Header = 2;

    public string ToJson() =>
        JsonSerializer.Serialize(new Saved(new Dictionary<string, string>(Contract.ToMetadata()), BoxesAreDecoded, ScoreThreshold, NmsThreshold, MaximumDetections, [.. Only]));

    /// <summary>Reads what <see cref="ToJson"/> gave.</summary>
    /// <exception cref="InvalidDataException">The text is damaged.</exception>
    public static DetectorSettings FromJson(string json)
    {
        try
        {
            Saved saved = JsonSerializer.Deserialize<Saved>(json) ?? throw new JsonException();
            return new DetectorSettings(DetectorContract.Read(saved.Metadata), saved.BoxesAreDecoded, saved.ScoreThreshold, saved.NmsThreshold, saved.MaximumDetections, saved.Only);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException("The saved DetectObjects settings are damaged. Save the model again.", error);
        }
    }

    public float[] ToVector()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ToJson());
        float[] vector = new float[Header + PackedBytes.Length(bytes.Length)];
        (vector[0], vector[1]) = (Version, bytes.Length);
        PackedBytes.Pack(bytes, vector.AsSpan(Header));
        return vector;
    }

    /// <summary>Reads what <see cref="ToVector"/> gave.</summary>
    /// <exception cref="InvalidDataException">The numbers are of another version or damaged.</exception>
    public static DetectorSettings FromVector(ReadOnlySpan<float> vector)
    {
        int bytes = vector.Length > Header ? (int)vector[1] : 0;
        SettingsVector.Check(vector, Version, Header + PackedBytes.Length(Math.Max(bytes, 1)), "DetectObjects");
        return FromJson(Encoding.UTF8.GetString(PackedBytes.Unpack(vector[Header..], bytes)));
    }

    private sealed record Saved(Dictionary<string, string> Metadata, bool BoxesAreDecoded, float ScoreThreshold, float NmsThreshold, int MaximumDetections, string[] Only);
}
