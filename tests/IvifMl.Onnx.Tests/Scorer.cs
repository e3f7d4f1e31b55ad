using Microsoft.ML.OnnxRuntime;

namespace IvifMl.Onnx.Tests;

/// <summary>Runs models in the real ONNX Runtime.</summary>
internal sealed class Scorer(byte[] model) : IDisposable
{
    private readonly InferenceSession _session = Load(model);

    /// <summary>Runs a model with one output and gives its values.</summary>
    public float[] Run(params (string Name, long[] Shape, Array Values)[] inputs)
    {
        OrtValue[] values = [.. inputs.Select(input => input.Values is long[] integers
            ? OrtValue.CreateTensorValueFromMemory(integers, input.Shape)
            : OrtValue.CreateTensorValueFromMemory((float[])input.Values, input.Shape))];
        try
        {
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, [.. inputs.Select(input => input.Name)], values, _session.OutputNames);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            Array.ForEach(values, value => value.Dispose());
        }
    }

    /// <summary>Runs a fusion model.</summary>
    public float[] Fuse(float[] infrared, float[] visible, int height, int width) => Run(
        (FusionContract.InfraredInput, [1, infrared.Length], infrared),
        (FusionContract.VisibleInput, [1, visible.Length], visible),
        (FusionContract.ShapeInput, [1, 4], new long[] { 1, 1, height, width }));

    public void Dispose() => _session.Dispose();

    private static InferenceSession Load(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 2 };
        return new(model, options);
    }
}
