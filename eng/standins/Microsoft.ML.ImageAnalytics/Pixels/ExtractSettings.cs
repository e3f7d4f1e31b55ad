using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which colours are extracted, in which order and layout, and how bytes become numbers: (byte − offset) · scale.</summary>
internal sealed class ExtractSettings
{
    private readonly ImagePixelExtractingEstimator.ColorBits _colors;
    private readonly ImagePixelExtractingEstimator.ColorsOrder _order;

    public ExtractSettings(
        ImagePixelExtractingEstimator.ColorBits colors, ImagePixelExtractingEstimator.ColorsOrder order,
        bool interleaved, float offset, float scale, bool asFloat)
    {
        if ((colors & ImagePixelExtractingEstimator.ColorBits.All) == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(colors), "At least one colour must be extracted.");
        }

        if (!Enum.IsDefined(order))
        {
            throw new ArgumentOutOfRangeException(nameof(order), $"There is no order {order}.");
        }

        if (!float.IsFinite(offset) || !float.IsFinite(scale) || scale == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), $"The offset {offset} and the scale {scale} must be finite, the scale not zero.");
        }

        (_colors, _order, Interleaved, AsFloat) = (colors, order, interleaved, asFloat);
        (Offset, Scale) = asFloat ? (offset, scale) : (0, 1);
        Channels = [.. order.ToString().Where(Wanted)];
    }

    /// <summary>The letters A, R, G, B of the colours extracted, in the order they are laid out.</summary>
    public char[] Channels { get; }

    public bool Interleaved { get; }

    public float Offset { get; }

    public float Scale { get; }

    public bool AsFloat { get; }

    public PrimitiveDataViewType ItemType => AsFloat ? NumberDataViewType.Single : NumberDataViewType.Byte;

    public VectorDataViewType TypeFor(int height, int width) => Interleaved
        ? new VectorDataViewType(ItemType, height, width, Channels.Length)
        : new VectorDataViewType(ItemType, Channels.Length, height, width);

    public static ExtractSettings Read(BinaryReader reader) => new(
        (ImagePixelExtractingEstimator.ColorBits)reader.ReadByte(), (ImagePixelExtractingEstimator.ColorsOrder)reader.ReadByte(),
        reader.ReadBoolean(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadBoolean());

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)_colors);
        writer.Write((byte)_order);
        writer.Write(Interleaved);
        writer.Write(Offset);
        writer.Write(Scale);
        writer.Write(AsFloat);
    }

    private bool Wanted(char channel) => _colors.HasFlag(channel switch
    {
        'A' => ImagePixelExtractingEstimator.ColorBits.Alpha,
        'R' => ImagePixelExtractingEstimator.ColorBits.Red,
        'G' => ImagePixelExtractingEstimator.ColorBits.Green,
        _ => ImagePixelExtractingEstimator.ColorBits.Blue,
    });
}
