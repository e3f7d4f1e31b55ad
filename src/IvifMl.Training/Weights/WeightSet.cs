namespace IvifMl.Training;

/// <summary>The tensors of a weight file by name, with the file's metadata.</summary>
public sealed class WeightSet
{
    private readonly Dictionary<string, WeightTensor> _byName = new(StringComparer.Ordinal);

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
    public static WeightSet Read(string path) => SafetensorsFile.Read(path);
}
