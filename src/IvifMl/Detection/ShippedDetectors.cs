namespace IvifMl;

/// <summary>The detectors that the package ships; each has a card in <c>models/</c>.</summary>
public static class ShippedDetectors
{
    /// <summary>The detector that is used where none is named.</summary>
    public const string Default = "detector-ivif";

    private const string Prefix = "detector-";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ShippedModels.NamesOf(Prefix);

    /// <summary>The bytes of a file or of a shipped detector.</summary>
    /// <exception cref="FileNotFoundException">There is none of that name.</exception>
    internal static byte[] ReadFile(string? path)
    {
        string name = path ?? Default;
        if (File.Exists(name))
        {
            return File.ReadAllBytes(name);
        }

        if (Names.Contains(name))
        {
            return ShippedModels.Read(name);
        }

        throw new FileNotFoundException(
            $"The detector '{name}' is not there; shipped are {string.Join(", ", Names)}. Name one of them, an ONNX file with YOLOX's heads, or a saved ML.NET zip.", name);
    }
}
