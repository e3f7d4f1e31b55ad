using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using IvifMl.Mapping;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>How a text tower's sentences become tokens, and as the numbers that travel in a saved model.</summary>
internal sealed class ClipTextTokens
{
    private const float Version = 1;
    private const int Header = 7;

    /// <summary>More characters than OpenAI's merges have (half a million); a damaged model stops here.</summary>
    private const int LargestTable = 2_000_000;

    private readonly Func<string, long[]> _encode;
    private readonly long _end;
    private readonly float[] _vector;

    private ClipTextTokens(float[] vector, Func<string, long[]> encode, long end) => (_vector, _encode, _end) = (vector, encode, end);

    private enum Table
    {
        /// <summary>The JSON of a <see cref="ClipVocabulary"/>.</summary>
        Vocabulary = 0,

        /// <summary>OpenAI's merges, one a line.</summary>
        Merges = 1,
    }

    /// <summary>The most tokens of a sentence, start and end included.</summary>
    public int ContextLength => (int)_vector[2];

    /// <summary>The tokens of a tower: by its own vocabulary, else by OpenAI's merges beside its file.</summary>
    /// <exception cref="FileNotFoundException">The merges are not there.</exception>
    /// <exception cref="InvalidDataException">The vocabulary or the merges are damaged.</exception>
    public static ClipTextTokens Of(ClipTextTower tower, string? path)
    {
        if (tower.Vocabulary is { } json)
        {
            return FromVector(Pack(Table.Vocabulary, tower.ContextLength, json));
        }

        string merges = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path ?? "")) ?? "", ClipTokenizer.MergesFileName);
        return File.Exists(merges)
            ? FromVector(Pack(Table.Merges, tower.ContextLength, string.Join('\n', ClipMerges.Read(merges))))
            : throw new FileNotFoundException(
                $"'{tower.Name}' has OpenAI's vocabulary, whose merges are in '{ClipTokenizer.MergesFileName}'. Put that file beside the tower; docs/models.md says where it comes from.", merges);
    }

    /// <summary>Reads what <see cref="ToVector"/> gave.</summary>
    /// <exception cref="InvalidDataException">The numbers are of another version or damaged.</exception>
    public static ClipTextTokens FromVector(float[] vector)
    {
        int bytes = vector.Length >= Header ? (int)vector[3] : -1;
        if (bytes < 0 || vector[0] != Version || vector.Length != Header + PackedBytes.Length(bytes))
        {
            throw new InvalidDataException(
                $"The saved tokenizer is damaged or of another version ({vector.Length} values); this build of IvifMl reads version {Version}. Save the model again with this build.");
        }

        string text = Unpack(vector, bytes);
        int context = (int)vector[2];
        switch ((Table)vector[1])
        {
            case Table.Vocabulary:
                var vocabulary = ClipVocabulary.FromJson(text);
                return new ClipTextTokens(vector, sentence => vocabulary.Encode(sentence, context), vocabulary.EndId);
            default:
                ClipTokenizer full = new(text.Split('\n'));
                return new ClipTextTokens(vector, sentence => full.EncodePadded(sentence, context), ClipTokenizer.EndId);
        }
    }

    /// <summary>The numbers that travel in a saved model.</summary>
    public float[] ToVector() => _vector;

    /// <summary>Whether the numbers are those of these tokens, by their lengths and the checksum in front.</summary>
    public bool IsOf(ReadOnlySpan<float> vector) => vector.Length == _vector.Length && vector[..Header].SequenceEqual(_vector.AsSpan(0, Header));

    /// <summary>The tokens of a sentence, start and end included, cut to the context length. What lies behind the end, a tower cannot see.</summary>
    public long[] Encode(string sentence)
    {
        long[] padded = _encode(sentence);
        return padded[..(Array.IndexOf(padded, _end) + 1)];
    }

    private static float[] Pack(Table table, int context, string text)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        byte[] bytes = packed.ToArray();
        byte[] hash = SHA256.HashData(bytes);
        float[] vector = new float[Header + PackedBytes.Length(bytes.Length)];
        (vector[0], vector[1], vector[2], vector[3]) = (Version, (float)table, context, bytes.Length);
        PackedBytes.Pack(hash.AsSpan(0, (Header - 4) * PackedBytes.BytesAValue), vector.AsSpan(4));
        PackedBytes.Pack(bytes, vector.AsSpan(Header));
        return vector;
    }

    private static string Unpack(float[] vector, int length)
    {
        using MemoryStream packed = new(PackedBytes.Unpack(vector.AsSpan(Header), length));
        using GZipStream zip = new(packed, CompressionMode.Decompress);
        using StreamReader reader = new(zip, Encoding.UTF8);
        char[] text = new char[LargestTable];
        int read = reader.ReadBlock(text);
        return read < text.Length ? new string(text, 0, read) : throw new InvalidDataException("The saved tokenizer's table is too large; the model is damaged.");
    }
}
