using BenchmarkDotNet.Attributes;
using IvifMl.Imaging;
using IvifMl.Scenes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Benchmarks;

/// <summary>One 640×480 pair in the steady state: the graph alone, each part of the way, the whole way from two PNG files to one.</summary>
[MemoryDiagnoser]
public class PairBenchmark
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ivifml-bench-").FullName;
    private readonly ThermalToneMapping _toneMapping = new();
    private FusionModel _model = null!;
    private Plane _infrared = null!;
    private RasterImage _visible = null!;
    private Plane _luminance = null!;
    private RasterImage _fused = null!;
    private PredictionEngine<InfraredVisiblePair, FusedPicture> _engine = null!;
    private InfraredVisiblePair _pair = null!;

    private string InfraredPath => Path.Combine(_folder, "infrared.png");

    private string VisiblePath => Path.Combine(_folder, "visible.png");

    private string FusedPath => Path.Combine(_folder, "fused.png");

    [GlobalSetup]
    public void Setup()
    {
        RenderedPair scene = Scene.Render(new SceneOptions { Seed = 1, Kind = SceneKind.Street, Time = TimeOfDay.Night, Width = 640, Height = 480 });
        _visible = scene.Visible;
        _infrared = _toneMapping.Apply(scene.Infrared);
        ImageCodecs.Default.Write(Bt601.ToGray(_infrared), InfraredPath);
        ImageCodecs.Default.Write(_visible, VisiblePath);
        _luminance = Bt601.Luminance(_visible);
        _model = FusionModel.Shipped(ShippedModels.Pyramid);
        _fused = _model.Fuse(_infrared, _visible);
        MLContext ml = new(seed: 1);
        _pair = new InfraredVisiblePair { Infrared = Bt601.ToGray(_infrared).ToMLImage(), Visible = _visible.ToMLImage() };
        ITransformer transformer = ml.Transforms.FuseInfraredVisible().Fit(ml.Data.LoadFromEnumerable(new[] { _pair }));
        _engine = ml.Model.CreatePredictionEngine<InfraredVisiblePair, FusedPicture>(transformer);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _engine.Dispose();
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Description = "decode both PNG files")]
    public (RasterImage, RasterImage) Decode() => (ImageCodecs.Default.Read(InfraredPath), ImageCodecs.Default.Read(VisiblePath));

    [Benchmark(Description = "the graph alone (score)")]
    public Plane Score() => _model.Score(_infrared, _luminance);

    [Benchmark(Description = "luminance, graph and colours")]
    public RasterImage Fuse() => _model.Fuse(_infrared, _visible);

    [Benchmark(Description = "encode the PNG file")]
    public void Encode() => ImageCodecs.Default.Write(_fused, FusedPath);

    [Benchmark(Description = "the whole way, two PNG files to one")]
    public void WholeWay()
    {
        RasterImage infrared = ImageCodecs.Default.Read(InfraredPath);
        RasterImage visible = ImageCodecs.Default.Read(VisiblePath);
        ImageCodecs.Default.Write(_model.Fuse(_toneMapping.Apply(infrared), visible), FusedPath);
    }

    [Benchmark(Description = "an ML.NET prediction engine, images in memory")]
    public int Engine()
    {
        using MLImage fused = _engine.Predict(_pair).Fused!;
        return fused.Width;
    }
}
