using System.IO.Compression;

namespace IvifMl.Training;

/// <summary>
/// Reads the tensors of PyTorch's files as data: <c>torch.save</c>'s zip, TorchScript archives (OpenAI's CLIP files), and the form before
/// PyTorch 1.6. No code of the file is executed; see <see cref="PickleReader"/>.
/// </summary>
internal static class TorchArchive
{
    /// <summary>Deepest nesting of modules and dictionaries.</summary>
    private const int Deepest = 64;

    /// <summary>More values than any model has; a value that holds itself stops here.</summary>
    private const int MostValues = 2_000_000;

    /// <summary>How often a file's bytes may be looked at by its tensors.</summary>
    private const int ViewsPerStorage = 4;

    private const string PickleName = "/data.pkl";
    private const int LargestPickle = 256 << 20;

    /// <summary>Reads all tensors of a file under their dotted names.</summary>
    /// <param name="path">A <c>.pt</c> or <c>.pth</c> file.</param>
    /// <exception cref="InvalidDataException">The file is damaged, is of another kind, or holds other things than weights.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WeightSet Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads all tensors of a seekable stream.</summary>
    /// <param name="stream">The bytes, from the stream's start.</param>
    /// <param name="what">Names the source in errors.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read(string)"/>.</exception>
    public static WeightSet Read(Stream stream, string what)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            return TorchLegacy.Matches(stream) ? TorchLegacy.Read(stream) : ReadZip(stream);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"'{what}' is not a whole PyTorch weight file: {error.Message}. Download it again, or save the state dict alone as .safetensors.", error);
        }
    }

    /// <summary>The tensors in a value with their dotted names.</summary>
    internal static List<(string Name, PickleTensor Tensor)> Find(object? root)
    {
        List<(string Name, PickleTensor Tensor)> found = [];
        int visited = 0;
        Walk(root, "", 0, found, ref visited);
        return found.Count > 0 ? found : throw new InvalidDataException("it holds no tensor");
    }

    /// <summary>Copies tensors out of their storages; each storage is read once.</summary>
    /// <param name="found">The tensors.</param>
    /// <param name="read">Reads a storage.</param>
    /// <param name="available">Size of the file: no honest file has storages of more.</param>
    internal static WeightSet Copy(List<(string Name, PickleTensor Tensor)> found, Func<PickleStorage, byte[]> read, long available)
    {
        // Views may repeat a storage, but all tensors together never need more than a few times the file.
        long tensorBytes = ViewsPerStorage * available;
        long storageBytes = available;
        Dictionary<string, byte[]> storages = new(StringComparer.Ordinal);
        List<WeightTensor> tensors = [];
        foreach ((string name, PickleTensor tensor) in found)
        {
            long bytes = tensor.Storage.Type.BytesOf(tensor.Shape) ?? long.MaxValue;
            tensorBytes -= Math.Min(bytes, tensorBytes + 1);
            if (!storages.TryGetValue(tensor.Storage.Key, out byte[]? storage))
            {
                storage = read(tensor.Storage);
                storages.Add(tensor.Storage.Key, storage);
                storageBytes -= storage.Length;
            }

            if (tensorBytes < 0 || storageBytes < 0 || bytes > Array.MaxLength)
            {
                throw new InvalidDataException($"tensor '{name}' [{string.Join(", ", tensor.Shape)}] claims more than the file has");
            }

            tensors.Add(new WeightTensor(name, tensor.Storage.Type, tensor.Shape, StridedCopy.Of(tensor, storage, name)));
        }

        return new WeightSet(tensors);
    }

    private static WeightSet ReadZip(Stream stream)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry pickle = zip.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(PickleName, StringComparison.Ordinal))
            ?? throw new InvalidDataException("it has no record data.pkl");
        string folder = pickle.FullName[..^PickleName.Length];
        Dictionary<string, ZipArchiveEntry> records = zip.Entries
            .GroupBy(entry => entry.FullName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        object? root = PickleReader.Read(Stored(pickle, Math.Min(stream.Length, LargestPickle)), 0, out _);
        byte[] Record(PickleStorage storage)
        {
            ZipArchiveEntry entry = records.GetValueOrDefault($"{folder}/data/{storage.Key}")
                ?? throw new InvalidDataException($"the record data/{storage.Key} is missing");
            return Stored(entry, stream.Length);
        }

        return Copy(Find(root), Record, stream.Length);
    }

    // PyTorch stores without compression, so a record can be no larger than the file: that is what stops zip bombs.
    private static byte[] Stored(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most || entry.Length != entry.CompressedLength)
        {
            throw new InvalidDataException($"the record {entry.FullName} claims {entry.Length} bytes packed into {entry.CompressedLength}; PyTorch does not pack");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream data = entry.Open();
        data.ReadExactly(bytes);
        return bytes;
    }

    private static void Walk(object? value, string name, int depth, List<(string Name, PickleTensor Tensor)> found, ref int visited)
    {
        if (depth > Deepest || ++visited > MostValues)
        {
            throw new InvalidDataException("its objects are nested more deeply or more often than those of a model");
        }

        IEnumerable<(string Name, object? Value)> parts = value switch
        {
            PickleDictionary dictionary => dictionary.Entries.Select(entry => (entry.Key, entry.Value)),
            List<object?> list => list.Select((item, index) => ($"{index}", item)),
            object?[] tuple => tuple.Select((item, index) => ($"{index}", item)),
            _ => [],
        };
        if (value is PickleTensor tensor)
        {
            found.Add((name, tensor));
        }

        foreach ((string part, object? inner) in parts)
        {
            Walk(inner, name.Length == 0 ? part : $"{name}.{part}", depth + 1, found, ref visited);
        }
    }
}
