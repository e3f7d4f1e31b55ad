using IvifMl.Onnx;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Networks;

/// <summary>Scores an exported text-guided model.</summary>
internal sealed class PromptedScorer(byte[] model) : IDisposable
{
    private static readonly string[] Inputs = [FusionContract.InfraredInput, FusionContract.VisibleInput, FusionContract.ShapeInput, FusionContract.TextInput];
    private static readonly string[] Outputs = [FusionContract.FusedOutput, FusionContract.ChromaOutput];

    private readonly InferenceSession _session = new(model);

    public (float[] Fused, float[] Chroma) Fuse(Tensor infrared, Tensor visible, Tensor text)
    {
        float[] Values(Tensor tensor) => tensor.contiguous().data<float>().ToArray();
        using OrtValue first = OrtValue.CreateTensorValueFromMemory(Values(infrared), [1, infrared.numel()]);
        using OrtValue second = OrtValue.CreateTensorValueFromMemory(Values(visible), [1, visible.numel()]);
        using OrtValue third = OrtValue.CreateTensorValueFromMemory(new long[] { 1, 1, visible.shape[2], visible.shape[3] }, [1, 4]);
        using OrtValue fourth = OrtValue.CreateTensorValueFromMemory(Values(text), [1, text.numel()]);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(run, Inputs, [first, second, third, fourth], Outputs);
        return (results[0].GetTensorDataAsSpan<float>().ToArray(), results[1].GetTensorDataAsSpan<float>().ToArray());
    }

    public void Dispose() => _session.Dispose();
}
