namespace IvifMl.Training;

/// <summary>The tensors of a weight file by name, with the file's metadata.</summary>
public sealed class WeightSet
{
    private readonly Dictionary<string, WeightTensor> _byName = new(StringComparer.Ordinal);

    private static ReadOnlySpan<byte> ZipStart => "PK\u0003\u0004"u8;

    /// <summary>Collects tensors.</summary>
    /// <param name="tensors">Tensors with different names.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="ArgumentException">Two tensors have one name.</exception>
    public WeightSet(IEnumerable<WeightTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Tensors = [.. tensors];
        foreach (WeightTensor tensor in Tensors)
        {
            if (!_byName.TryAdd(tensor.Name, tensor))
            {
                throw new ArgumentException($"Two tensors are called '{tensor.Name}'.", nameof(tensors));
            }
        }

        Metadata = metadata ?? new Dictionary<string, string>();
    }

    /// <summary>The tensors in the order of the file.</summary>
    public IReadOnlyList<WeightTensor> Tensors { get; }

    /// <summary>Free text by key; empty where the format or the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name, or null.</summary>
    public WeightTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads a weight file of any kind that IvifMl knows: <c>.safetensors</c>, or PyTorch's <c>.pt</c> / <c>.pth</c> zip.</summary>
    /// <param name="path">The file; its first bytes decide, not its name.</param>
    /// <exception cref="InvalidDataException">The file is damaged or of another kind.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WeightSet Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>As <see cref="Read(string)"/>, from a seekable stream.</summary>
    /// <param name="stream">The bytes, from the stream's start.</param>
    /// <param name="what">Names the source in errors.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged or of another kind.</exception>
    public static WeightSet Read(Stream stream, string what)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Position = 0;
        Span<byte> start = stackalloc byte[ZipStart.Length];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..read].SequenceEqual(ZipStart) || TorchLegacy.Matches(stream) ? TorchArchive.Read(stream, what) : SafetensorsFile.Read(stream, what);
    }
}
