using BenchmarkDotNet.Attributes;
using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Scenes;
using IvifMl.Training;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace IvifMl.Benchmarks;

/// <summary>
/// The exported networks at 640×480 in ONNX Runtime on two threads: LDFusion's as published (random weights, which cost the same), ours,
/// and the fusion without training.
/// </summary>
public class NetworkBenchmark
{
    private const int Height = 480;
    private const int Width = 640;
    private static readonly string[] Inputs = [FusionContract.InfraredInput, FusionContract.VisibleInput, FusionContract.ShapeInput];
    private static readonly string[] InputsWithText = [.. Inputs, FusionContract.TextInput];

    private InferenceSession _published = null!;
    private InferenceSession _ours = null!;
    private InferenceSession _pyramid = null!;
    private InferenceSession _prompted = null!;
    private InferenceSession _codebook = null!;
    private OrtValue[] _pair = null!;

    [GlobalSetup]
    public void Setup()
    {
        RenderedPair scene = Scene.Render(new SceneOptions { Seed = 1, Kind = SceneKind.Street, Time = TimeOfDay.Night, Width = Width, Height = Height });
        float[] infrared = new ThermalToneMapping().Apply(scene.Infrared).Array;
        float[] visible = Bt601.Luminance(scene.Visible).Array;
        _pair =
        [
            OrtValue.CreateTensorValueFromMemory(infrared, [1, infrared.Length]),
            OrtValue.CreateTensorValueFromMemory(visible, [1, visible.Length]),
            OrtValue.CreateTensorValueFromMemory(new long[] { 1, 1, Height, Width }, [1, 4]),
            OrtValue.CreateTensorValueFromMemory(new float[PromptedFusionNetwork.DefaultTextLength], [1, PromptedFusionNetwork.DefaultTextLength]),
        ];
        FusionModelCard card = new() { Name = "benchmark", TrainingData = "none", Licence = "MIT" };
        manual_seed(1);
        using LdFusionNetwork published = new();
        using LanguageFusionNetwork ours = new();
        using CrossAttentionFusionNetwork prompted = new();
        using TextGuidedFusionNetwork codebook = new();
        _published = Load(published.ToOnnx(card));
        _ours = Load(ours.ToOnnx(card));
        _pyramid = Load(PyramidFusionGraph.Build());
        _prompted = Load(prompted.ToOnnx(card));
        _codebook = Load(codebook.ToOnnx(card));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        Array.ForEach(_pair, value => value.Dispose());
        _published.Dispose();
        _ours.Dispose();
        _pyramid.Dispose();
        _prompted.Dispose();
        _codebook.Dispose();
    }

    [Benchmark(Baseline = true, Description = "LDFusion's network")]
    public float Published() => Run(_published);

    [Benchmark(Description = "language-fusion")]
    public float Ours() => Run(_ours);

    [Benchmark(Description = "fusion-pyramid")]
    public float Pyramid() => Run(_pyramid);

    [Benchmark(Description = "cross-attention-fusion")]
    public float Prompted() => Run(_prompted);

    [Benchmark(Description = "text-guided-fusion")]
    public float Codebook() => Run(_codebook);

    private static InferenceSession Load(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 2, InterOpNumThreads = 1 };
        return new(model, options);
    }

    private float Run(InferenceSession session)
    {
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.InputNames.Count > Inputs.Length
            ? session.Run(options, InputsWithText, _pair, session.OutputNames)
            : session.Run(options, Inputs, _pair[..Inputs.Length], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>()[0];
    }
}
