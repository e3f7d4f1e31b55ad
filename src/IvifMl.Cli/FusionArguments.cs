using System.CommandLine;
using System.CommandLine.Parsing;
using IvifMl.Imaging;

namespace IvifMl.Cli;

/// <summary>The options that choose a fusion model and how it fuses, of every verb that fuses.</summary>
internal sealed class FusionArguments
{
    private readonly Option<string?> _prompt = new("--prompt") { Description = "What a text-conditioned model is asked for; \"\" is its neutral prompt.", HelpName = "SENTENCE" };
    private readonly Option<string?> _textEncoder = new("--text-encoder") { Description = "ONNX text tower (ivif.clip-text/1) for the prompt, where the model does not take ivif-clip-nano's.", HelpName = "FILE" };
    private readonly Option<bool> _gray = new("--gray") { Description = "Gray output instead of the visible's colours." };
    private readonly Option<PaletteKind?> _overlay = new("--overlay") { Description = "Paint hot regions with a palette.", HelpName = "ironbow|inferno|gray" };
    private readonly Option<float> _overlayThreshold = new("--overlay-threshold") { Description = "Infrared level, 0-1, above which a pixel is hot.", DefaultValueFactory = _ => HotRegionOverlay.DefaultThreshold };
    private readonly Option<bool> _resizeInfrared = new("--resize-infrared") { Description = "Resize the infrared where the sizes of a pair differ." };
    private readonly Option<AffineMatrix?> _affine = new("--affine")
    {
        Description = "Six numbers a,b,c,d,e,f: the visible's pixel (x, y) takes the infrared at (ax + by + c, dx + ey + f).",
        HelpName = "a,b,c,d,e,f",
        CustomParser = ParseAffine,
    };

    private readonly Option<ToneMappingMode?> _tone = new("--tone") { Description = "How thermal counts become 0-1.", HelpName = "auto|percentile|fixedrange|plateauhistogram" };
    private readonly Option<float[]> _toneRange = new("--tone-range")
    {
        Description = "Low and high: counts for fixedrange, percentiles for percentile.",
        HelpName = "LOW HIGH",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _model;

    /// <summary>Makes the options.</summary>
    /// <param name="model">Name of the option that names the fusion model.</param>
    /// <param name="alias">Its short name.</param>
    public FusionArguments(string model, string alias) => _model = new(model, alias)
    {
        Description = "ONNX file (ivif.fusion/1), saved ML.NET zip, or a shipped model: fusion-language, which is used where left out, fusion-pyramid, which needs no training, or fusion-text, which takes prompts.",
        HelpName = "FILE",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_model, _prompt, _textEncoder, _gray, _overlay, _overlayThreshold, _resizeInfrared, _affine, _tone, _toneRange];

    /// <summary>The prompt, or null.</summary>
    public string? PromptOf(ParseResult parsed) => parsed.GetValue(_prompt);

    /// <summary>The options that only a fusion can use and that were given, by name; those of the tone mapping are for single thermal pictures too.</summary>
    public IReadOnlyList<string> GivenIn(CommandResult result) =>
        [.. All.Except([_tone, _toneRange]).Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name)];

    /// <summary>Loads the model with its options.</summary>
    /// <exception cref="ArgumentException">Options for a saved ML.NET model, which brings its own.</exception>
    public FusionModel Load(ParseResult parsed)
    {
        FusionOptions options = new()
        {
            ModelPath = parsed.GetValue(_model),
            TextEncoderPath = parsed.GetValue(_textEncoder),
            Colour = parsed.GetValue(_gray) ? FusedColour.Gray : FusedColour.Visible,
            HotRegions = parsed.GetValue(_overlay) is { } palette ? new HotRegionOverlay { Palette = palette, Threshold = parsed.GetValue(_overlayThreshold) } : null,
            Alignment = new PairAlignment
            {
                SizePolicy = parsed.GetValue(_resizeInfrared) ? SizePolicy.ResizeInfrared : SizePolicy.Fail,
                VisibleToInfrared = parsed.GetValue(_affine),
            },
        };
        if (options.ModelPath is null || !ModelFiles.IsZip(options.ModelPath))
        {
            return FusionModel.FromOptions(options);
        }

        return options == new FusionOptions { ModelPath = options.ModelPath }
            ? FusionModel.Load(options.ModelPath)
            : throw new ArgumentException("A saved ML.NET model brings its own colours, overlay, alignment and text tower; leave out --gray, --overlay, --resize-infrared, --affine and --text-encoder, or name an ONNX file.");
    }

    /// <summary>How thermal counts become 0–1; null where nothing is said.</summary>
    public ThermalToneMapping? ToneMappingOf(ParseResult parsed)
    {
        ToneMappingMode? mode = parsed.GetValue(_tone);
        float[] range = parsed.GetValue(_toneRange) ?? [];
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
