using System.CommandLine;
using System.CommandLine.Parsing;
using IvifMl.Imaging;

namespace IvifMl.Cli;

/// <summary><c>ivif fuse</c>: a pair of files, two folders, or a table of pairs.</summary>
internal static class FuseCommand
{
    private static readonly Option<string?> Infrared = new("--infrared", "-i") { Description = "Infrared image, or folder of them.", HelpName = "FILE|DIR" };
    private static readonly Option<string?> Visible = new("--visible", "-v") { Description = "Visible image, or folder of them; paired by file name, the extension may differ.", HelpName = "FILE|DIR" };
    private static readonly Option<string?> Pairs = new("--pairs") { Description = "Table of pairs instead of two folders: tab-separated, with the columns name, infrared, visible.", HelpName = "TSV" };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Fused picture, or folder for them.", HelpName = "FILE|DIR", Required = true };
    private static readonly Option<string?> Model = new("--model", "-m") { Description = "ONNX file (ivif.fusion/1), saved ML.NET zip, or fusion-pyramid, which is shipped and used where left out.", HelpName = "FILE" };
    private static readonly Option<string?> Prompt = new("--prompt") { Description = "What a text-conditioned model is asked for; \"\" is its neutral prompt.", HelpName = "SENTENCE" };
    private static readonly Option<string?> TextEncoder = new("--text-encoder") { Description = "ONNX text tower (ivif.clip-text/1) for the prompt, where the model does not take ivif-clip-nano's.", HelpName = "FILE" };
    private static readonly Option<bool> Gray = new("--gray") { Description = "Gray output instead of the visible's colours." };
    private static readonly Option<PaletteKind?> Overlay = new("--overlay") { Description = "Paint hot regions with a palette.", HelpName = "ironbow|inferno|gray" };
    private static readonly Option<float> OverlayThreshold = new("--overlay-threshold") { Description = "Infrared level, 0-1, above which a pixel is hot.", DefaultValueFactory = _ => HotRegionOverlay.DefaultThreshold };
    private static readonly Option<bool> ResizeInfrared = new("--resize-infrared") { Description = "Resize the infrared where the sizes of a pair differ." };
    private static readonly Option<AffineMatrix?> Affine = new("--affine")
    {
        Description = "Six numbers a,b,c,d,e,f: the visible's pixel (x, y) takes the infrared at (ax + by + c, dx + ey + f).",
        HelpName = "a,b,c,d,e,f",
        CustomParser = ParseAffine,
    };

    private static readonly Option<ToneMappingMode?> Tone = new("--tone") { Description = "How thermal counts become 0-1.", HelpName = "auto|percentile|fixedrange|plateauhistogram" };
    private static readonly Option<float[]> ToneRange = new("--tone-range")
    {
        Description = "Low and high: counts for fixedrange, percentiles for percentile.",
        HelpName = "LOW HIGH",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Format = new("--format") { Description = "Format of the fused pictures in a folder.", DefaultValueFactory = _ => "png" };
    private static readonly Option<int> Jobs = new("--jobs", "-j") { Description = "Pairs in work at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> Force = new("--force") { Description = "Fuse again what is finished and unchanged." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print a machine-readable summary." };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong("png", "jpg", "tif");
        Command command = new("fuse", "Fuse a pair of images, or folders of them.")
        {
            Infrared, Visible, Pairs, Output, Model, Prompt, TextEncoder, Gray, Overlay, OverlayThreshold, ResizeInfrared, Affine, Tone, ToneRange, Format, Jobs, Force, Json,
        };
        command.Validators.Add(result =>
        {
            bool folders = result.GetValue(Infrared) is not null && result.GetValue(Visible) is not null;
            bool either = result.GetValue(Infrared) is not null || result.GetValue(Visible) is not null;
            if (result.GetValue(Pairs) is null ? !folders : either)
            {
                result.AddError("Give --infrared and --visible, or --pairs alone.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using FusionModel model = LoadModel(parsed);
        FusionRunOptions options = new()
        {
            Model = model,
            Prompt = parsed.GetValue(Prompt),
            ToneMapping = ToneMappingOf(parsed),
            Extension = "." + parsed.GetValue(Format),
            Parallelism = parsed.GetValue(Jobs),
            Force = parsed.GetValue(Force),
            CancellationToken = cancellation,
        };
        bool json = parsed.GetValue(Json);
        string output = parsed.GetValue(Output)!;
        FusionRunResult result;
        IReadOnlyList<string> unpaired = [];
        if (parsed.GetValue(Infrared) is { } infrared && File.Exists(infrared))
        {
            PairFiles pair = new() { Name = Path.GetFileNameWithoutExtension(infrared), InfraredPath = infrared, VisiblePath = parsed.GetValue(Visible)! };
            string file = Directory.Exists(output) ? Path.Combine(output, pair.Name + options.Extension) : output;
            result = await ProgressLines.RunAsync(1, json, options, o => FusionRunner.RunAsync(pair, file, o)).ConfigureAwait(false);
        }
        else
        {
            (IReadOnlyList<PairFiles> pairs, unpaired) = FindPairs(parsed);
            foreach (string file in unpaired)
            {
                await Console.Error.WriteLineAsync($"ivif: no partner for {file}").ConfigureAwait(false);
            }

            result = await ProgressLines.RunAsync(pairs.Count, json, options, o => FusionRunner.RunAsync(pairs, output, o)).ConfigureAwait(false);
        }

        Summary.Write(result, unpaired, model, output, json);
        return result switch
        {
            { WasCancelled: true } => ExitCodes.Cancelled,
            { Failed: > 0 } => ExitCodes.SomeFailed,
            _ => ExitCodes.Done,
        };
    }

    private static (IReadOnlyList<PairFiles> Pairs, IReadOnlyList<string> Unpaired) FindPairs(ParseResult parsed)
    {
        PairingResult found = parsed.GetValue(Pairs) is { } table
            ? PairFinder.FromTsv(table)
            : PairFinder.Pair(parsed.GetValue(Infrared)!, parsed.GetValue(Visible)!);
        return ([.. found.Pairs.Select(p => new PairFiles { Name = p.Name, InfraredPath = p.InfraredPath, VisiblePath = p.VisiblePath })], [.. found.Unpaired]);
    }

    private static FusionModel LoadModel(ParseResult parsed)
    {
        FusionOptions options = new()
        {
            ModelPath = parsed.GetValue(Model),
            TextEncoderPath = parsed.GetValue(TextEncoder),
            Colour = parsed.GetValue(Gray) ? FusedColour.Gray : FusedColour.Visible,
            HotRegions = parsed.GetValue(Overlay) is { } palette ? new HotRegionOverlay { Palette = palette, Threshold = parsed.GetValue(OverlayThreshold) } : null,
            Alignment = new PairAlignment
            {
                SizePolicy = parsed.GetValue(ResizeInfrared) ? SizePolicy.ResizeInfrared : SizePolicy.Fail,
                VisibleToInfrared = parsed.GetValue(Affine),
            },
        };
        if (options.ModelPath is null || !IsZip(options.ModelPath))
        {
            return FusionModel.FromOptions(options);
        }

        return options == new FusionOptions { ModelPath = options.ModelPath }
            ? FusionModel.Load(options.ModelPath)
            : throw new ArgumentException("A saved ML.NET model brings its own colours, overlay, alignment and text tower; leave out --gray, --overlay, --resize-infrared, --affine and --text-encoder, or name an ONNX file.");
    }

    private static bool IsZip(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
    }

    private static ThermalToneMapping? ToneMappingOf(ParseResult parsed)
    {
        ToneMappingMode? mode = parsed.GetValue(Tone);
        float[] range = parsed.GetValue(ToneRange) ?? [];
        return (mode, range.Length) switch
        {
            (null, 0) => null,
            (ToneMappingMode.FixedRange, 2) => new ThermalToneMapping { Mode = ToneMappingMode.FixedRange, Low = range[0], High = range[1] },
            (ToneMappingMode.FixedRange, _) => throw new ArgumentException("--tone fixedrange needs --tone-range LOW HIGH in counts."),
            (ToneMappingMode.Percentile, 2) => new ThermalToneMapping { Mode = ToneMappingMode.Percentile, LowPercentile = range[0], HighPercentile = range[1] },
            (not null, 0) => new ThermalToneMapping { Mode = mode.Value },
            _ => throw new ArgumentException("--tone-range goes with --tone fixedrange or --tone percentile."),
        };
    }

    private static AffineMatrix? ParseAffine(ArgumentResult result)
    {
        try
        {
            return AffineMatrix.Parse(string.Join(' ', result.Tokens.Select(t => t.Value)));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            result.AddError($"--affine: {error.Message}");
            return null;
        }
    }
}
