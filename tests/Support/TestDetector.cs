using IvifMl.Onnx;

namespace IvifMl.Tests.Support;

/// <summary>
/// A small detector that finds warm things: with stride 16, every cell whose mean level is above 0.5 of white is an object of 16×16 pixels, of class
/// <c>hot</c>, and <c>white</c> where it is above 0.9; its score is the mean level.
/// </summary>
public static class TestDetector
{
    /// <summary>Side of its cells in pixels.</summary>
    public const int Stride = 16;

    /// <summary>Its metadata.</summary>
    /// <param name="height">Rows of its input.</param>
    /// <param name="width">Columns of its input.</param>
    public static DetectorContract Contract(int height = 64, int width = 64) => new()
    {
        Name = "warm-cells",
        TrainingData = "none",
        Licence = "MIT",
        Height = height,
        Width = width,
        Classes = ["hot", "white"],
        Strides = [Stride],
        Channels = DetectorChannels.Rgb,
        Range = DetectorRange.Unit,
        Padding = 0,
    };

    /// <summary>Builds the model.</summary>
    /// <param name="contract">What it says of itself; <see cref="Contract"/> where null.</param>
    /// <param name="withMetadata">Whether the metadata is written; otherwise it is as a YOLOX export of another tool.</param>
    /// <param name="inputName">Name of the input.</param>
    /// <param name="inputShape">Shape that the input declares; the contract's where null.</param>
    /// <returns>An .onnx file.</returns>
    public static byte[] Build(DetectorContract? contract = null, bool withMetadata = true, string inputName = DetectorContract.ImagesInput, OnnxShape? inputShape = null)
    {
        contract ??= Contract();
        (int rows, int columns) = (contract.Height / Stride, contract.Width / Stride);
        OnnxGraph graph = new("warm-cells");
        OnnxValue images = graph.Input(inputName, OnnxElementType.Float32, inputShape ?? [1, 3, contract.Height, contract.Width]);
        OnnxValue picture = graph.Reshape(images, graph.Integers(1, 3, contract.Height, contract.Width), [1, 3, contract.Height, contract.Width]);
        OnnxValue gray = graph.ReduceMean(picture, 1);
        OnnxValue level = graph.Reshape(graph.AveragePool(graph.Reshape(gray, 1, 1, contract.Height, contract.Width), Stride, Stride), 1, rows * columns, 1);

        // Raw heads: the centre half a cell from its corner, the size e⁰ = 1 cell. Objectness 1 above half of white, else 0.
        OnnxValue zero = level * 0f;
        OnnxValue objectness = graph.Cast(graph.Greater(level, graph.Scalar(0.5f)), OnnxElementType.Float32);
        OnnxValue white = graph.Cast(graph.Greater(level, graph.Scalar(0.9f)), OnnxElementType.Float32) * level;
        graph.Output(DetectorContract.HeadsOutput, graph.Concat(2, zero + 0.5f, zero + 0.5f, zero, zero, objectness, level - white, white));
        if (withMetadata)
        {
            contract.Describe(graph);
        }

        return graph.ToBytes();
    }
}
