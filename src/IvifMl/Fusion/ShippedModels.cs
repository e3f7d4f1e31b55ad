namespace IvifMl;

/// <summary>The fusion models that the package ships; each has a card in <c>models/</c>.</summary>
public static class ShippedModels
{
    /// <summary>A multi-scale fusion that needs no training.</summary>
    public const string Pyramid = "fusion-pyramid";

    /// <summary>A small network that was trained by language.</summary>
    public const string Language = "fusion-language";

    /// <summary>A small network that takes prompts.</summary>
    public const string Text = "fusion-text";

    /// <summary>The model that is used where none is named.</summary>
    public const string Default = Language;

    private const string ResourcePrefix = "IvifMl.Models.";
    private const string ResourceSuffix = ".onnx";

    private static readonly string[] All = [Language, Pyramid, Text];

    /// <summary>Their names, the default first.</summary>
    public static IReadOnlyList<string> Names => All;

    internal static bool Contains(string name) => Array.IndexOf(All, name) >= 0;

    /// <summary>Names of all shipped graphs that begin so, in ordinal order.</summary>
    internal static string[] NamesOf(string prefix) =>
    [
        .. typeof(ShippedModels).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix + prefix, StringComparison.Ordinal) && name.EndsWith(ResourceSuffix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..^ResourceSuffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    internal static byte[] Read(string name)
    {
        using Stream stream = typeof(ShippedModels).Assembly.GetManifestResourceStream(ResourcePrefix + name + ResourceSuffix)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
