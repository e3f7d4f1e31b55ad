namespace IvifMl;

/// <summary>The detectors that the package ships; each has a card in <c>models/</c>.</summary>
public static class ShippedDetectors
{
    /// <summary>The detector that is used where none is named.</summary>
    public const string Default = "detector-ivif";

    private const string Prefix = "detector-";

    /// <summary>Their names; empty in a build that ships none.</summary>
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

        string shipped = Names.Count == 0 ? "this build ships no detector" : $"shipped are {string.Join(", ", Names)}";
        throw new FileNotFoundException(
            name == Default
                ? $"No model was named, and the shipped detector '{Default}' is not present: {shipped}. Name an ONNX file with YOLOX's heads."
                : $"The detector '{name}' is not there, and {shipped}. Name an ONNX file with YOLOX's heads, or a saved ML.NET zip.",
            name);
    }
}
