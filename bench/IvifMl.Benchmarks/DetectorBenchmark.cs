using BenchmarkDotNet.Attributes;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Scenes;
using Microsoft.ML;

namespace IvifMl.Benchmarks;

/// <summary>The shipped detector on a 640×480 picture in memory: alone, and behind the fusion in an ML.NET prediction engine.</summary>
public class DetectorBenchmark
{
    private DetectorModel _detector = null!;
    private RasterImage _fused = null!;
    private PredictionEngine<InfraredVisiblePair, DetectedObjects> _engine = null!;
    private InfraredVisiblePair _pair = null!;

    [GlobalSetup]
    public void Setup()
    {
        RenderedPair scene = Scene.Render(new SceneOptions { Seed = 2_000_001, Kind = SceneKind.Street, Time = TimeOfDay.Night, Width = 640, Height = 480 });
        Plane infrared = new ThermalToneMapping().Apply(scene.Infrared);
        using FusionModel fusion = FusionModel.Shipped(ShippedModels.Pyramid);
        _fused = fusion.Fuse(infrared, scene.Visible);
        _detector = DetectorModel.Shipped();
        MLContext ml = new(seed: 1);
        _pair = new InfraredVisiblePair { Infrared = Bt601.ToGray(infrared).ToMLImage(), Visible = scene.Visible.ToMLImage() };
        ITransformer model = ml.Transforms.FuseInfraredVisible().Append(ml.Transforms.DetectObjects()).Fit(ml.Data.LoadFromEnumerable(new[] { _pair }));
        _engine = ml.Model.CreatePredictionEngine<InfraredVisiblePair, DetectedObjects>(model);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _engine.Dispose();
        _detector.Dispose();
    }

    [Benchmark(Description = "letterbox, graph, decoding, NMS")]
    public IReadOnlyList<DetectedBox> Detect() => _detector.Detect(_fused);

    [Benchmark(Description = "an ML.NET prediction engine, pair to boxes")]
    public int Engine() => _engine.Predict(_pair).Score.Length;
}
