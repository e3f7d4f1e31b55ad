namespace IvifMl;

/// <summary>The fusion models that the package ships; each has a card in <c>models/</c>.</summary>
public static class ShippedModels
{
    /// <summary>A multi-scale fusion that needs no training.</summary>
    public const string Pyramid = "fusion-pyramid";

    /// <summary>The model that is used where none is named.</summary>
    public const string Default = Pyramid;

    private static readonly string[] All = [Pyramid];

    /// <summary>Their names, the default first.</summary>
    public static IReadOnlyList<string> Names => All;

    internal static bool Contains(string name) => Array.IndexOf(All, name) >= 0;

    internal static byte[] Read(string name)
    {
        using Stream stream = typeof(ShippedModels).Assembly.GetManifestResourceStream($"IvifMl.Models.{name}.onnx")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
