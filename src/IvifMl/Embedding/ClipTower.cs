using System.Security.Cryptography;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>
/// Files of CLIP towers, and how a tower travels in a saved model: its input and output under names that no column of the user's has,
/// the embedding divided by its length.
/// </summary>
internal static class ClipTower
{
    /// <summary>The text tower that the package ships.</summary>
    public const string ShippedText = "ivif-clip-nano-text";

    /// <summary>The image tower that the package ships.</summary>
    public const string ShippedImage = "ivif-clip-nano-image";

    private const string SourceKey = "ivif.settings.tower_sha256";

    /// <summary>The bytes of a file, or of a shipped tower where the path is null.</summary>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    public static byte[] Read(string? path, string shipped) => path is null ? ShippedModels.Read(shipped)
        : File.Exists(path) ? File.ReadAllBytes(path)
        : throw new FileNotFoundException($"The CLIP tower '{path}' is not there. Name an ONNX file that 'ivif export clip' wrote, or leave it out to use {shipped}.", path);

    /// <summary>Packs a tower's graph.</summary>
    public static byte[] Pack(byte[] graph, string input, string inputColumn, string embeddingColumn) => OnnxModelEditor.Edit(graph, new OnnxEdit
    {
        InputNames = new Dictionary<string, string>(StringComparer.Ordinal) { [input] = inputColumn },
        OutputNames = new Dictionary<string, string>(StringComparer.Ordinal) { [ClipContract.EmbeddingOutput] = embeddingColumn },
        UnitLengthOutputs = new HashSet<string>(StringComparer.Ordinal) { ClipContract.EmbeddingOutput },
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [SourceKey] = Sha256(graph) },
    });

    /// <summary>The SHA-256 of the file that a packed tower was made of; null where the graph is no packed tower.</summary>
    public static string? SourceOf(OnnxModelInfo info) => info.Metadata.GetValueOrDefault(SourceKey);

    /// <summary>Whether a graph is a packed text tower.</summary>
    public static bool IsPackedText(OnnxModelInfo info) =>
        SourceOf(info) is not null && info.Metadata.GetValueOrDefault(FusionContract.ContractKey) == ClipContract.TextId;

    /// <summary>The facts of a tower, with the file's name in front of what is wrong.</summary>
    /// <exception cref="InvalidDataException">The graph is no such tower.</exception>
    public static T Check<T>(byte[] graph, string name, Func<OnnxModelInfo, T> check)
    {
        try
        {
            return check(OnnxModelInfo.Read(graph));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
