using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Measures a detector as its users will run it: exported, letterboxed, scored in ONNX Runtime, suppressed. Each picture is shown in one view, by turns.</summary>
internal static class DetectorValidation
{
    private const float LeastScore = 0.01f;
    private const float ShownScore = 0.3f;
    private const int SampleCount = 8;
    private const int SampleSide = 320;

    /// <summary>mAP at IoU 0.5, 0 to 1; NaN where the pictures have no object that counts.</summary>
    public static double Score(IvifDetNetwork network, IReadOnlyList<DetectorPicture> pictures)
    {
        using DetectorModel model = Load(network, LeastScore);
        DetectionImage[] images =
        [
            .. pictures.Select((picture, i) =>
            {
                DetectorView view = ViewOf(picture, i);
                return new DetectionImage(
                    [.. picture.Boxes.Select(box => new GroundTruthBox(box.Label, box.Box, IsCrowd: !box.CountsIn(view)))],
                    [.. model.Detect(picture.Show(view))]);
            }),
        ];
        return DetectionEvaluator.Evaluate(images).MAP50 ?? double.NaN;
    }

    /// <summary>Some pictures with what the detector finds in them.</summary>
    public static RasterImage Samples(IvifDetNetwork network, IReadOnlyList<DetectorPicture> pictures)
    {
        using DetectorModel model = Load(network, ShownScore);
        ContactSheet sheet = new("shown", "found") { PictureSide = SampleSide };
        for (int i = 0; i < Math.Min(SampleCount, pictures.Count); i++)
        {
            RasterImage shown = pictures[i].Show(ViewOf(pictures[i], i));
            sheet.Add(string.Create(CultureInfo.InvariantCulture, $"{pictures[i].Name}, {ViewOf(pictures[i], i)}"), shown, DetectionDrawing.Draw(shown, model.Detect(shown)));
        }

        return sheet.Draw();
    }

    private static DetectorView ViewOf(DetectorPicture picture, int index) => picture.Views[index % picture.Views.Count];

    private static DetectorModel Load(IvifDetNetwork network, float leastScore)
    {
        using IDisposable still = no_grad();
        byte[] model = network.ToOnnx(new() { Name = IvifDetNetwork.NetworkName, TrainingData = "not stated", Licence = "not stated" });
        return TemporaryModel.Use(model, path => DetectorModel.FromOptions(new DetectionOptions { ModelPath = path, ScoreThreshold = leastScore }));
    }
}
