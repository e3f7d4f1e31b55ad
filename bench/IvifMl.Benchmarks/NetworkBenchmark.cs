using BenchmarkDotNet.Attributes;
using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Scenes;
using IvifMl.Training;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace IvifMl.Benchmarks;

/// <summary>
/// The exported networks at 640×480, and the towers of the small CLIP, in ONNX Runtime on two threads: LDFusion's as published (random weights, which cost the same), ours,
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
    private InferenceSession _imageTower = null!;
    private InferenceSession _textTower = null!;
    private OrtValue[] _pair = null!;
    private OrtValue _picture = null!;
    private OrtValue _sentence = null!;

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
        using ClipModel clip = ClipModel.LoadNano(out _);
        _imageTower = Load(ClipOnnxExport.ImageTower(clip));
        _textTower = Load(ClipOnnxExport.TextTower(clip));
        (int side, int context) = (clip.Config.ImageResolution, clip.Config.ContextLength);
        _picture = OrtValue.CreateTensorValueFromMemory(new float[3 * side * side], [1, 3, side, side]);
        _sentence = OrtValue.CreateTensorValueFromMemory(new long[context], [1, context]);
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
        _imageTower.Dispose();
        _textTower.Dispose();
        _picture.Dispose();
        _sentence.Dispose();
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

    [Benchmark(Description = "ivif-clip-nano, a picture")]
    public float Picture() => First(_imageTower, [ClipContract.PixelsInput], [_picture]);

    [Benchmark(Description = "ivif-clip-nano, a sentence")]
    public float Sentence() => First(_textTower, [ClipContract.TokensInput], [_sentence]);

    private static InferenceSession Load(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 2, InterOpNumThreads = 1 };
        return new(model, options);
    }

    private float Run(InferenceSession session) => session.InputNames.Count > Inputs.Length
        ? First(session, InputsWithText, _pair)
        : First(session, Inputs, _pair[..Inputs.Length]);

    private static float First(InferenceSession session, string[] names, OrtValue[] values)
    {
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, names, values, session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>()[0];
    }
}
