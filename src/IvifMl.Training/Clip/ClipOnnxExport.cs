using System.Globalization;
using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>Writes the two towers of a CLIP model as ONNX graphs, preprocessing inside, for scoring without torch.</summary>
public static class ClipOnnxExport
{
    /// <summary>The contract of the image tower, under <see cref="ContractKey"/> in its metadata.</summary>
    public const string ImageContract = ClipContract.ImageId;

    /// <summary>The contract of the text tower, under <see cref="ContractKey"/> in its metadata.</summary>
    public const string TextContract = ClipContract.TextId;

    /// <summary>Metadata key of the contract.</summary>
    internal const string ContractKey = FusionContract.ContractKey;

    /// <summary>Metadata key of the logarithm of the factor between cosines and logits.</summary>
    public const string LogitScaleKey = ClipContract.LogitScaleKey;

    /// <summary>Input of the image tower: float [N, 3, S, S], red, green, blue in 0–1.</summary>
    public const string PixelsInput = ClipContract.PixelsInput;

    /// <summary>Input of the text tower: int64 [N, L], L up to the context length.</summary>
    public const string TokensInput = ClipContract.TokensInput;

    /// <summary>Output of both towers: float [N, D], not of unit length.</summary>
    public const string EmbeddingOutput = ClipContract.EmbeddingOutput;

    /// <summary>The image tower. Pictures must already be S × S; mean and deviation are taken off inside.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="metadata">Free text to put beside the contract (name, licence, training data); null for none.</param>
    /// <returns>An .onnx file of the contract <see cref="ImageContract"/>.</returns>
    public static byte[] ImageTower(ClipModel model, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ClipGraph writer = new(model, "clip-image");
        OnnxGraph graph = writer.Graph;
        Describe(graph, model, ImageContract, metadata);
        int size = model.Config.ImageResolution;
        OnnxValue pixels = graph.Input(PixelsInput, OnnxElementType.Float32, ["N", 3, size, size]);
        OnnxValue mean = graph.Constant("mean", [1, 3, 1, 1], [.. ClipPreprocessing.Mean]);
        OnnxValue deviation = graph.Constant("deviation", [1, 3, 1, 1], [.. ClipPreprocessing.Deviation]);
        graph.Output(EmbeddingOutput, writer.Image((pixels - mean) / deviation));
        return graph.ToBytes();
    }

    /// <summary>The text tower.</summary>
    /// <param name="model">The model, on any device.</param>
    /// <param name="metadata">Free text to put beside the contract, such as the vocabulary; null for none.</param>
    /// <returns>An .onnx file of the contract <see cref="TextContract"/>.</returns>
    public static byte[] TextTower(ClipModel model, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ClipGraph writer = new(model, "clip-text");
        Describe(writer.Graph, model, TextContract, metadata);
        writer.Graph.Metadata(ClipContract.ContextLengthKey, model.Config.ContextLength.ToString(CultureInfo.InvariantCulture));
        OnnxValue tokens = writer.Graph.Input(TokensInput, OnnxElementType.Int64, ["N", "L"]);
        writer.Graph.Output(EmbeddingOutput, writer.Text(tokens));
        return writer.Graph.ToBytes();
    }

    private static void Describe(OnnxGraph graph, ClipModel model, string contract, IReadOnlyDictionary<string, string>? metadata)
    {
        graph.Metadata(ContractKey, contract);
        graph.Metadata(LogitScaleKey, TorchWeights.Values(model.LogitScale)[0].ToString("r", CultureInfo.InvariantCulture));
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
        {
            graph.Metadata(key, value);
        }
    }
}
