using System.CommandLine;
using IvifMl.Evaluation;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Cli;

/// <summary><c>ivif evaluate</c>: methods scored over a folder of pairs, ranked, and written as CSV, JSON and a report.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string> Infrared = new("--infrared", "-i") { Description = "Folder of infrared images.", HelpName = "DIR", Required = true };
    private static readonly Option<string> Visible = new("--visible", "-v") { Description = "Folder of visible images; paired by file name, the extension may differ.", HelpName = "DIR", Required = true };
    private static readonly Option<string[]> Fused = new("--fused", "-f") { Description = "A method: its name and the folder of its pictures, named as the pairs. Repeats.", HelpName = "NAME=DIR" };
    private static readonly Option<string?> FusedRoot = new("--fused-root") { Description = "Folder whose every subfolder is a method of that name.", HelpName = "DIR" };
    private static readonly Option<string[]> Model = new("--model", "-m") { Description = "A model that fuses on the fly: ONNX file, saved ML.NET zip, or a shipped model, fusion-language, fusion-pyramid or fusion-text. NAME= in front gives it another name. Repeats.", HelpName = "[NAME=]MODEL" };
    private static readonly Option<string> Profile = new("--profile", "-p") { Description = $"Whose definitions of the metrics: {string.Join(", ", MetricProfile.All.Select(p => p.Name))}.", HelpName = "NAME", DefaultValueFactory = _ => MetricProfile.Strict.Name };
    private static readonly Option<string?> Metrics = new("--metrics") { Description = "Only these metrics, separated by commas; 'common' is the nine that tables print most often.", HelpName = "LIST" };
    private static readonly Option<string?> RankBy = new("--rank-by") { Description = "Metrics over which the mean rank is, as in --metrics; all where left out.", HelpName = "LIST" };
    private static readonly Option<bool> CompletePairs = new("--complete-pairs") { Description = "Only pairs of which every method has a picture." };
    private static readonly Option<string?> Output = new("--out", "-o") { Description = "Folder for scores.csv, means.csv, evaluation.json and report.html; a later run goes on where this one ended.", HelpName = "DIR" };
    private static readonly Option<string?> Json = new("--json") { Description = "JSON file to write.", HelpName = "FILE" };
    private static readonly Option<int> Jobs = new("--jobs", "-j") { Description = "Pairs in work at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> Force = new("--force") { Description = "Score again what is finished and unchanged." };

    public static Command Create()
    {
        Command command = new("evaluate", "Score and rank fusion methods over a folder of pairs.")
        {
            Infrared, Visible, Fused, FusedRoot, Model, Profile, Metrics, RankBy, CompletePairs, Output, Json, Jobs, Force,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        MetricProfile profile = MetricLists.Restrict(MetricProfile.FromName(parsed.GetValue(Profile)!), parsed.GetValue(Metrics));
        string? output = parsed.GetValue(Output);
        EvaluationOptions options = new()
        {
            Profile = profile,
            RankBy = parsed.GetValue(RankBy) is { } list ? MetricLists.Parse("--rank-by", list, profile) : null,
            JournalFolder = output,
            Force = parsed.GetValue(Force),
            Parallelism = parsed.GetValue(Jobs),
            CancellationToken = cancellation,
        };
        options.Validate();
        using MethodList methods = MethodList.From(parsed.GetValue(Fused) ?? [], parsed.GetValue(FusedRoot), parsed.GetValue(Model) ?? []);
        IReadOnlyList<ImagePair> pairs = await FindPairsAsync(parsed, methods).ConfigureAwait(false);
        EvaluationResult result = await EvaluateProgress.RunAsync(pairs.Count, options, o => FusionEvaluator.RunAsync(pairs, methods.All, o)).ConfigureAwait(false);
        if (result.WasCancelled)
        {
            await Console.Error.WriteLineAsync(
                $"ivif: cancelled after {result.Pairs.Count} of {pairs.Count} pairs; {(output is null ? "nothing is kept without --out" : "the same command goes on from there")}").ConfigureAwait(false);
            return ExitCodes.Cancelled;
        }

        RankingLines.Write(result);
        Write(result, output, parsed.GetValue(Json));
        if (output is not null)
        {
            HtmlReportOptions report = new() { Parallelism = options.Parallelism, CancellationToken = cancellation };
            WriteFile(Path.Combine(output, "report.html"), await EvaluateProgress.ShowReportAsync(pairs.Count, report, o => HtmlReport.ToBytesAsync(result, pairs, methods.All, o)).ConfigureAwait(false));
        }

        return result.Failed > 0 ? ExitCodes.SomeFailed : ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<ImagePair>> FindPairsAsync(ParseResult parsed, MethodList methods)
    {
        PairingResult found = PairFinder.Pair(parsed.GetValue(Infrared)!, parsed.GetValue(Visible)!);
        foreach (string file in found.Unpaired)
        {
            await Console.Error.WriteLineAsync($"ivif: no partner for {file}").ConfigureAwait(false);
        }

        methods.RequirePictures(found.Pairs);
        return parsed.GetValue(CompletePairs) ? methods.CompletePairs(found.Pairs) : found.Pairs;
    }

    private static void Write(EvaluationResult result, string? folder, string? json)
    {
        if (json is not null)
        {
            WriteFile(json, JsonReport.ToBytes(result));
        }

        if (folder is not null)
        {
            WriteFile(Path.Combine(folder, "scores.csv"), CsvReport.Scores(result));
            WriteFile(Path.Combine(folder, "means.csv"), CsvReport.Means(result));
            WriteFile(Path.Combine(folder, "evaluation.json"), JsonReport.ToBytes(result));
        }
    }

    private static void WriteFile(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, content);
        Console.Out.WriteLine($"wrote {path}");
    }
}
