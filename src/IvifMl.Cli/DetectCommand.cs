using System.CommandLine;
using System.Globalization;
using System.Text;
using IvifMl.Imaging;

namespace IvifMl.Cli;

/// <summary><c>ivif detect</c>: objects in pictures, or in pairs that are fused first.</summary>
internal static class DetectCommand
{
    private static readonly Argument<string?> Input = new("INPUT") { Description = "Image, or folder of them; deep gray ones are taken as thermal.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly PairArguments Pairs = new();
    private static readonly DetectorArguments Detector = new();
    private static readonly FusionArguments Fusion = new("--fusion", "-f");
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for detections.json, labels/ (YOLO txt) and drawn/ (boxes on the pictures).", HelpName = "DIR", Required = true };
    private static readonly Option<string> Format = new("--format") { Description = "Format of the drawn pictures: png, jpg, or none.", DefaultValueFactory = _ => "png" };
    private static readonly Option<int> Jobs = new("--jobs", "-j") { Description = "Pictures in work at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> Json = new("--json") { Description = "Print what is in detections.json." };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("png", "jpg", DetectRun.NoDrawings);
        Command command = new("detect", "Detect objects in images, or in pairs that are fused first.") { Input };
        foreach (Option option in (Option[])[.. Pairs.All, Output, .. Detector.All, .. Fusion.All, Format, Jobs, Json])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            bool single = result.GetValue(Input) is not null;
            if (single ? Pairs.AreGiven(result) : !Pairs.AreComplete(result))
            {
                result.AddError("Give an image or a folder, or --infrared and --visible, or --pairs.");
            }
            else if (single && Fusion.GivenIn(result) is { Count: > 0 } options)
            {
                result.AddError($"{string.Join(", ", options)}: only pairs are fused; give --infrared and --visible, or leave it out.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Jobs) is < 1 and var jobs)
        {
            throw new ArgumentException($"--jobs is {jobs}; at least one picture must be in work.");
        }

        using DetectorModel detector = Detector.Load(parsed);
        using FusionModel? fusion = parsed.GetValue(Input) is null ? Fusion.Load(parsed) : null;
        ThermalToneMapping toneMapping = Fusion.ToneMappingOf(parsed) ?? fusion?.ToneMapping ?? new ThermalToneMapping();
        IReadOnlyList<DetectItem> items = await FindAsync(parsed).ConfigureAwait(false);
        bool json = parsed.GetValue(Json);
        DetectRun run = new(detector, fusion, Fusion.PromptOf(parsed), toneMapping, parsed.GetValue(Output)!, parsed.GetValue(Format)!);
        DetectResult result = await ProgressLines.RunAsync(
            "detecting", "pictures", items.Count, json, lines => run.RunAsync(items, parsed.GetValue(Jobs), lines, cancellation)).ConfigureAwait(false);
        byte[] report = DetectReport.ToJson(result, detector, fusion, Fusion.PromptOf(parsed));
        AtomicFile.Write(Path.Combine(run.Output, DetectReport.FileName), report);
        Say(result, detector, run.Output, json ? report : null);
        return result switch
        {
            { WasCancelled: true } => ExitCodes.Cancelled,
            { Failed: > 0 } => ExitCodes.SomeFailed,
            _ => ExitCodes.Done,
        };
    }

    private static async Task<IReadOnlyList<DetectItem>> FindAsync(ParseResult parsed)
    {
        if (parsed.GetValue(Input) is { } input)
        {
            return DetectItem.Find(input);
        }

        IReadOnlyList<PairFiles> pairs = Pairs.Single(parsed) is { } pair ? [pair] : (await Pairs.FindAsync(parsed).ConfigureAwait(false)).Pairs;
        return [.. pairs.Select(DetectItem.Of)];
    }

    private static void Say(DetectResult result, DetectorModel detector, string output, byte[]? report)
    {
        if (report is not null)
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(report));
            return;
        }

        double rate = result.Pictures.Count / Math.Max(0.001, result.Elapsed.TotalSeconds);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(result.WasCancelled ? "cancelled: " : "")}{result.Objects} objects in {result.Pictures.Count - result.Failed} pictures, {result.Failed} failed in {result.Elapsed.TotalSeconds:F1} s ({rate:F1} pictures/s) with {detector.Name}, to {output}"));
        foreach (DetectedPicture picture in result.Pictures.Where(p => p.Error is not null))
        {
            Console.Error.WriteLine($"failed {picture.Item.Name}: {picture.Error}");
        }
    }
}
