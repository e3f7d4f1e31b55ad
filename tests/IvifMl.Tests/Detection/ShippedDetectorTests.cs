using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Scenes;
using IvifMl.Tests.Support;
using Microsoft.ML;

namespace IvifMl.Tests.Detection;

/// <summary>What the shipped detector promises: its contract, that it is found by its name, and that it finds things nobody has shown it.</summary>
public sealed class ShippedDetectorTests
{
    // Beyond all seeds that trained it.
    private const ulong FirstSeed = 3_000_000;
    private const int Scenes = 16;

    [Fact]
    public void It_is_the_default_and_says_what_it_is()
    {
        using DetectorModel model = DetectorModel.Shipped();
        using DetectorModel named = DetectorModel.Load("detector-ivif");

        Assert.Contains("detector-ivif", ShippedDetectors.Names);
        Assert.Equal(("detector-ivif", 416, 320), (model.Name, model.InputWidth, model.InputHeight));
        Assert.Equal(["person", "vehicle", "boat", "lamp"], model.Classes);
        Assert.Equal(model.Sha256, named.Sha256);
        Assert.Equal("MIT", model.Info.Metadata["ivif.licence"]);
        Assert.Contains("rendered scenes", model.Info.Metadata["ivif.training_data"], StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(Repository.PathOf("models", "detector-ivif.onnx")), ShippedModels.Read("detector-ivif"));
    }

    [Fact]
    public void A_pipeline_detects_without_a_named_model_and_takes_it_along_in_the_zip()
    {
        RenderedPair scene = Render(1);
        RasterImage infrared = Bt601.ToGray(new ThermalToneMapping().Apply(scene.Infrared));
        MLContext ml = new(seed: 1);
        InfraredVisiblePair pair = new() { Infrared = infrared.ToMLImage(), Visible = scene.Visible.ToMLImage() };
        IDataView data = ml.Data.LoadFromEnumerable([pair]);
        ITransformer model = ml.Transforms.FuseInfraredVisible().Append(ml.Transforms.DetectObjects()).Fit(data);
        using MemoryStream zip = new();
        ml.Model.Save(model, null, zip);
        zip.Position = 0;
        MLContext other = new();
        using PredictionEngine<InfraredVisiblePair, DetectedObjects> engine = other.Model.CreatePredictionEngine<InfraredVisiblePair, DetectedObjects>(other.Model.Load(zip, out _));
        using FusionModel fusion = FusionModel.Shipped();
        using DetectorModel detector = DetectorModel.Shipped();

        IReadOnlyList<DetectedBox> found = engine.Predict(pair).ToBoxes();

        Assert.NotEmpty(found);
        Assert.Equal(Rounded(detector.Detect(fusion.Fuse(Bt601.Luminance(infrared), scene.Visible))), Rounded(found));
    }

    [Fact]
    public void In_scenes_that_it_has_not_seen_it_finds_what_is_there()
    {
        using FusionModel fusion = FusionModel.Shipped();
        using DetectorModel shipped = DetectorModel.Shipped();
        using DetectorModel detector = shipped.WithThresholds(0.01f, 0.65f);
        DetectionImage[] images =
        [
            .. Enumerable.Range(0, Scenes).Select(i =>
            {
                RenderedPair scene = Render((ulong)i);
                RasterImage fused = fusion.Fuse(new ThermalToneMapping().Apply(scene.Infrared), scene.Visible);
                return new DetectionImage([.. scene.Boxes.Select(Truth)], [.. detector.Detect(fused)]);
            }),
        ];

        DetectionScore score = DetectionEvaluator.Evaluate(images);

        Assert.True(score.MAP50 > 0.4, $"mAP50 of {Scenes} fused rendered scenes is {score.MAP50:F3}");
    }

    [SkippableFact]
    public void In_real_pairs_that_it_has_not_seen_it_finds_people()
    {
        string folder = Repository.Shared("data", "MSRS");
        IReadOnlySet<string> heldOut = HeldOutPairs.Of(folder);
        using FusionModel fusion = FusionModel.Shipped();
        using DetectorModel shipped = DetectorModel.Shipped();
        using DetectorModel detector = shipped.WithThresholds(0.01f, 0.65f);
        DetectionImage[] images =
        [
            .. PairDataSet.Open(folder, allowUnpaired: true).Pairs.Where(pair => pair.LabelPath is not null && heldOut.Contains(pair.Name)).Select(pair =>
            {
                Plane infrared = new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath));
                RasterImage fused = fusion.Fuse(infrared, ImageCodecs.Default.Read(pair.VisiblePath));
                return new DetectionImage([.. pair.ReadBoxes().Where(box => box.Label == "person")], [.. detector.Detect(fused).Where(box => box.Label == "person")]);
            }),
        ];

        DetectionScore score = DetectionEvaluator.Evaluate(images);

        Assert.Equal(13, images.Length);
        Assert.True(score.MAP50 > 0.7, $"AP50 of people in 13 fused MSRS pairs is {score.MAP50:F3}");
    }

    // The columns are float32.
    private static IEnumerable<(string, double, double)> Rounded(IEnumerable<DetectedBox> found) => found.Select(d => (d.Label, Math.Round(d.Score, 4), Math.Round(d.Box.Left, 2)));

    private static RenderedPair Render(ulong index) => Scene.Render(new SceneOptions { Seed = FirstSeed + index, Width = 416, Height = 312 });

    // What training ignored, tiny and nearly hidden objects, is neither right nor wrong here.
    private static GroundTruthBox Truth(SceneBox box) => new(
        box.Label is "car" or "truck" or "bus" ? "vehicle" : box.Label, new(box.X0, box.Y0, box.X1, box.Y1), IsCrowd: Math.Min(box.Width, box.Height) < 4 || box.Occlusion > 0.8f);
}
