using System.Buffers.Binary;
using System.Text.Json;

namespace IvifMl.Training;

/// <summary>
/// The safetensors format: the length of a JSON header (64-bit little-endian), the header
/// (name → type, shape, byte range; free text under <c>__metadata__</c>), then the tensors' bytes. Nothing in it can execute.
/// </summary>
public static class SafetensorsFile
{
    /// <summary>The format's own limit of the header.</summary>
    private const long LongestHeader = 100_000_000;

    private const string MetadataKey = "__metadata__";
    private const int Alignment = 8;

    private static readonly (string Name, WeightType Type)[] Types =
    [
        ("F16", WeightType.Float16), ("BF16", WeightType.BFloat16), ("F32", WeightType.Float32), ("F64", WeightType.Float64),
        ("I8", WeightType.Int8), ("U8", WeightType.UInt8), ("I16", WeightType.Int16), ("I32", WeightType.Int32), ("I64", WeightType.Int64),
        ("BOOL", WeightType.Bool),
    ];

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, is of another kind or has an element type outside <see cref="WeightType"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static WeightSet Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads all tensors of a seekable stream from its position to its end.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="what">Names the source in errors.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read(string)"/>.</exception>
    internal static WeightSet Read(Stream stream, string what)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return ReadUnchecked(stream);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or InvalidOperationException or FormatException
            or OverflowException or EndOfStreamException or ArgumentException)
        {
            throw new InvalidDataException(
                $"'{what}' is not a whole safetensors file: {error.Message} Download or save it again.", error);
        }
    }

    /// <summary>Writes tensors in the given order; the file is complete or not there.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="tensors">Tensors with different names.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="ArgumentException">A name is used twice or is the format's own <c>__metadata__</c>.</exception>
    public static void Write(string path, IEnumerable<WeightTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        WeightSet set = new(tensors, metadata);
        if (set.Find(MetadataKey) is not null)
        {
            throw new ArgumentException($"A tensor cannot be called '{MetadataKey}'; the format keeps its free text there.", nameof(tensors));
        }

        byte[] header = Header(set);
        string partial = path + ".partial";
        using (FileStream file = File.Create(partial))
        {
            Span<byte> length = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            file.Write(length);
            file.Write(header);
            foreach (WeightTensor tensor in set.Tensors)
            {
                file.Write(tensor.Bytes);
            }
        }

        File.Move(partial, path, overwrite: true);
    }

    private static WeightSet ReadUnchecked(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        stream.ReadExactly(prefix);
        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        long left = stream.Length - stream.Position;
        if (headerLength < 2 || headerLength > Math.Min(left, LongestHeader))
        {
            throw new InvalidDataException($"its header claims {headerLength} bytes where {left} are left.");
        }

        byte[] header = new byte[headerLength];
        stream.ReadExactly(header);
        using JsonDocument json = JsonDocument.Parse(header);
        List<WeightTensor> tensors = [];
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        TensorBytes data = new(stream, left - headerLength);
        foreach (JsonProperty entry in json.RootElement.EnumerateObject())
        {
            if (entry.NameEquals(MetadataKey))
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                {
                    metadata[text.Name] = text.Value.GetString() ?? "";
                }
            }
            else
            {
                tensors.Add(ReadTensor(entry, data));
            }
        }

        return new WeightSet(tensors, metadata);
    }

    private static WeightTensor ReadTensor(JsonProperty entry, TensorBytes data)
    {
        string dtype = Member(entry, "dtype").GetString() ?? "";
        WeightType type = Types.FirstOrDefault(known => known.Name == dtype) is { Name: not null } found
            ? found.Type
            : throw new InvalidDataException($"tensor '{entry.Name}' has the element type '{dtype}', which is not read here.");
        long[] shape = Integers(Member(entry, "shape"));
        long[] range = Integers(Member(entry, "data_offsets"));
        if (range.Length != 2 || range[0] < 0 || range[1] < range[0] || type.BytesOf(shape) != range[1] - range[0])
        {
            throw new InvalidDataException($"tensor '{entry.Name}' of {dtype} [{string.Join(", ", shape)}] claims the bytes [{string.Join(", ", range)}].");
        }

        return new WeightTensor(entry.Name, type, shape, data.Read(range[0], range[1] - range[0]));
    }

    private static JsonElement Member(JsonProperty entry, string name) => entry.Value.TryGetProperty(name, out JsonElement member)
        ? member
        : throw new InvalidDataException($"tensor '{entry.Name}' has no '{name}'.");

    private static long[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt64())];

    private static byte[] Header(WeightSet set)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (set.Metadata.Count > 0)
            {
                json.WriteStartObject(MetadataKey);
                foreach ((string key, string text) in set.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, text);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach (WeightTensor tensor in set.Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", Types.First(known => known.Type == tensor.Type).Name);
                json.WritePropertyName("shape");
                WriteIntegers(json, tensor.Shape);
                json.WritePropertyName("data_offsets");
                WriteIntegers(json, [offset, offset + tensor.Bytes.Length]);
                json.WriteEndObject();
                offset += tensor.Bytes.Length;
            }

            json.WriteEndObject();
        }

        // Spaces fill up to the alignment, so that the tensors can be mapped.
        buffer.Write("       "u8[..(int)((Alignment - (buffer.Length % Alignment)) % Alignment)]);
        return buffer.ToArray();
    }

    private static void WriteIntegers(Utf8JsonWriter json, IReadOnlyList<long> values)
    {
        json.WriteStartArray();
        foreach (long value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>The data part of the file; all tensors together may claim no more than it has, so that a small file cannot ask for much memory.</summary>
    private sealed class TensorBytes
    {
        private readonly Stream _stream;
        private readonly long _start;
        private readonly long _length;
        private long _unclaimed;

        internal TensorBytes(Stream stream, long length)
        {
            _stream = stream;
            _start = stream.Position;
            _length = length;
            _unclaimed = length;
        }

        internal byte[] Read(long offset, long count)
        {
            _unclaimed -= count;
            if (offset + count > _length || _unclaimed < 0 || count > Array.MaxLength)
            {
                throw new InvalidDataException($"its tensors claim more than the {_length} bytes behind the header.");
            }

            byte[] bytes = new byte[count];
            _stream.Position = _start + offset;
            _stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
