using System.CommandLine;
using System.Globalization;

namespace IvifMl.Cli;

/// <summary><c>ivif fuse</c>: a pair of files, two folders, or a table of pairs.</summary>
internal static class FuseCommand
{
    private static readonly PairArguments Pairs = new();
    private static readonly FusionArguments Fusion = new("--model", "-m");
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Fused picture, or folder for them.", HelpName = "FILE|DIR", Required = true };
    private static readonly Option<string> Format = new("--format") { Description = "Format of the fused pictures in a folder.", DefaultValueFactory = _ => "png" };
    private static readonly Option<int> Jobs = new("--jobs", "-j") { Description = "Pairs in work at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> Force = new("--force") { Description = "Fuse again what is finished and unchanged." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print a machine-readable summary." };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("png", "jpg", "tif");
        Command command = new("fuse", "Fuse a pair of images, or folders of them.");
        foreach (Option option in (Option[])[.. Pairs.All, Output, .. Fusion.All, Format, Jobs, Force, Json])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (!Pairs.AreComplete(result))
            {
                result.AddError("Give --infrared and --visible, or --pairs alone.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using FusionModel model = Fusion.Load(parsed);
        FusionRunOptions options = new()
        {
            Model = model,
            Prompt = Fusion.PromptOf(parsed),
            ToneMapping = Fusion.ToneMappingOf(parsed),
            Extension = "." + parsed.GetValue(Format),
            Parallelism = parsed.GetValue(Jobs),
            Force = parsed.GetValue(Force),
            CancellationToken = cancellation,
        };
        bool json = parsed.GetValue(Json);
        string output = parsed.GetValue(Output)!;
        FusionRunResult result;
        IReadOnlyList<string> unpaired = [];
        if (Pairs.Single(parsed) is { } pair)
        {
            string file = Directory.Exists(output) ? Path.Combine(output, pair.Name + options.Extension) : output;
            result = await ShowAsync(1, json, progress => FusionRunner.RunAsync(pair, file, options with { Progress = progress })).ConfigureAwait(false);
        }
        else
        {
            (IReadOnlyList<PairFiles> pairs, unpaired) = await Pairs.FindAsync(parsed).ConfigureAwait(false);
            result = await ShowAsync(pairs.Count, json, progress => FusionRunner.RunAsync(pairs, output, options with { Progress = progress })).ConfigureAwait(false);
        }

        Summary.Write(result, unpaired, model, output, json);
        return result switch
        {
            { WasCancelled: true } => ExitCodes.Cancelled,
            { Failed: > 0 } => ExitCodes.SomeFailed,
            _ => ExitCodes.Done,
        };
    }

    private static Task<FusionRunResult> ShowAsync(int total, bool json, Func<IProgress<FusionProgress>, Task<FusionRunResult>> run) =>
        ProgressLines.RunAsync("fusing", "pairs", total, json, lines => run(new PairLines(lines)));

    private sealed class PairLines(IProgress<ProgressLine> lines) : IProgress<FusionProgress>
    {
        public void Report(FusionProgress value)
        {
            PairResult pair = value.Pair;
            string text = pair.Outcome switch
            {
                PairOutcome.Failed => $"failed: {pair.Error}",
                PairOutcome.Skipped => "skipped, finished and unchanged",
                _ => string.Create(CultureInfo.InvariantCulture, $"fused in {(pair.Decode + pair.Score + pair.Encode).TotalMilliseconds:F0} ms"),
            };
            lines.Report(new ProgressLine(value.Done, value.Total, pair.Name, text, pair.Outcome == PairOutcome.Failed));
        }
    }
}
