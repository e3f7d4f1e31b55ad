using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests.Detection;

public sealed class PseudoLabelsTests
{
    [SkippableFact]
    public void A_stronger_detector_labels_what_people_have_labelled()
    {
        string msrs = Repository.Shared("data", "MSRS");
        using DetectorModel teacher = DetectorModel.Load(Repository.Shared("weights", "yolox_nano", "yolox_nano.onnx"));
        using FusionModel fusion = FusionModel.Shipped(ShippedModels.Pyramid);
        BoxClasses classes = new(new Dictionary<string, string> { ["person"] = "person", ["car"] = "vehicle" }, dropOthers: true);
        RasterImage visible = ImageCodecs.Default.Read(Path.Combine(msrs, "vi", "00345D.png"));
        Plane infrared = Bt601.Luminance(ImageCodecs.Default.Read(Path.Combine(msrs, "ir", "00345D.png")));

        using PseudoLabels labels = new(teacher, fusion, classes);
        IReadOnlyList<DetectorBox> found = labels.Of(visible, infrared);
        GroundTruthBox[] people = [.. YoloLabels.Read(Path.Combine(msrs, "labels", "00345D.txt"), new Dictionary<int, string> { [0] = "person", [2] = "vehicle" }, 640, 480).Where(box => box.Label == "person")];

        Assert.All(found, box => Assert.Contains(box.Label, (string[])["person", "vehicle"]));
        DetectorBox[] sure = [.. found.Where(box => !box.Ignored && box.Label == "person")];
        Assert.True(people.Count(person => sure.Any(box => box.Box.IntersectionOverUnion(person.Box) > 0.5)) >= people.Length - 1, $"{sure.Length} of {people.Length}");
        Assert.Contains(found, box => box.Ignored);
    }
}
