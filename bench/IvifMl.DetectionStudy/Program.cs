using System.CommandLine;
using IvifMl;
using IvifMl.DetectionStudy;
using IvifMl.Metrics;

Option<string[]> data = new("--data")
{
    Description = "Labelled data sets of pairs (ir/, vi/, labels/).",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => ["../shared/data/MSRS", "../shared/data/LLVIP"],
};
Option<string?> detector = new("--detector", "-d") { Description = $"ONNX file with YOLOX's heads or saved zip; {ShippedDetectors.Default} where left out." };
Option<string[]> fusions = new("--fusion", "-f")
{
    Description = "Fusion models, [NAME=]MODEL[|PROMPT]: a shipped one, an ONNX file or a saved zip, with a prompt for a text-conditioned one.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => [.. ShippedModels.Names],
};
Option<string[]> merge = new("--merge")
{
    Description = "NAME=A,B: classes that count as one, of the labels and of the detector. By default LLVIP's class 0, which its labels do not name, is person, and cars, trucks and buses are vehicles.",
    AllowMultipleArgumentsPerToken = true,
    DefaultValueFactory = _ => ["person=0", "vehicle=car,truck,bus"],
};
Option<string> baseline = new("--baseline") { Description = "The input to which the others are compared.", DefaultValueFactory = _ => StudyInput.Visible };
Option<bool> all = new("--all") { Description = "All labelled pairs instead of the held-out ones: for detectors that were trained elsewhere." };
Option<float> threshold = new("--threshold") { Description = "Least score of a detection.", DefaultValueFactory = _ => 0.01f };
Option<float> nms = new("--nms") { Description = "Largest IoU of two detections of one class.", DefaultValueFactory = _ => 0.65f };
Option<int> resamples = new("--resamples") { Description = "Sets of images drawn for the intervals.", DefaultValueFactory = _ => DetectionBootstrapOptions.DefaultResamples };
Option<int> seed = new("--seed") { Description = "Seed of the draws." };
RootCommand root = new("Average precision of a detector on labelled pairs, seen as visible, as infrared, averaged and fused, with bootstrap intervals.")
{
    data, detector, fusions, merge, baseline, all, threshold, nms, resamples, seed,
};
root.SetAction(arguments =>
{
    ClassNames classes = new(arguments.GetValue(merge)!);
    StudySet[] sets = [.. arguments.GetValue(data)!.Select(folder => StudySet.Read(folder, classes, arguments.GetValue(all)))];
    using DetectorModel loaded = DetectorModel.Load(arguments.GetValue(detector) ?? ShippedDetectors.Default);
    using DetectorModel model = loaded.WithThresholds(arguments.GetValue(threshold), arguments.GetValue(nms));
    StudyInput[] inputs = [.. StudyInput.Plain, .. arguments.GetValue(fusions)!.Select(StudyInput.Fused), .. StudyInput.Published(sets)];
    try
    {
        DetectionBootstrapOptions bootstrap = new() { Resamples = arguments.GetValue(resamples), Seed = arguments.GetValue(seed) };
        Console.WriteLine(Study.Tables(sets, model, classes, inputs, arguments.GetValue(baseline)!, bootstrap));
    }
    finally
    {
        Array.ForEach(inputs, input => input.Dispose());
    }
});
return root.Parse(args).Invoke();
