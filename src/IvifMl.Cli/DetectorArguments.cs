using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IvifMl.Onnx;

namespace IvifMl.Cli;

/// <summary>The options that choose a detector and how its heads are read.</summary>
internal sealed class DetectorArguments
{
    private readonly Option<string?> _model = new("--model", "-m")
    {
        Description = $"ONNX file with YOLOX's heads, saved ML.NET zip with a detection step, or the name of a shipped detector; {ShippedDetectors.Default} where left out.",
        HelpName = "FILE|NAME",
    };

    private readonly Option<float?> _threshold = new("--threshold", "-t") { Description = $"Least score, 0-1, of a detection (default {DetectionOptions.DefaultScoreThreshold:G2})." };
    private readonly Option<float?> _nms = new("--nms") { Description = $"Largest IoU, 0-1, of two detections of one class (default {DetectionOptions.DefaultNmsThreshold:G2})." };
    private readonly Option<string?> _classes = new("--classes") { Description = "Only these classes, separated by commas.", HelpName = "LIST" };
    private readonly Option<int?> _inputSide = new("--input-side") { Description = "Side of the detector's square input, where its file leaves it open.", HelpName = "PIXELS" };
    private readonly Option<string?> _classNames = new("--class-names") { Description = "File that names the detector's classes, one a line; COCO's 80 where left out.", HelpName = "FILE" };
    private readonly Option<string?> _strides = new("--strides") { Description = "The detector's strides (default 8,16,32).", HelpName = "LIST" };
    private readonly Option<bool> _rgb = new("--rgb") { Description = "The detector takes red, green, blue instead of blue, green, red." };
    private readonly Option<bool> _unit = new("--unit-range") { Description = "The detector takes 0-1 instead of 0-255." };
    private readonly Option<bool> _decoded = new("--decoded") { Description = "The detector's graph decodes its boxes itself." };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_model, _threshold, _nms, _classes, _inputSide, _classNames, _strides, _rgb, _unit, _decoded];

    /// <summary>Loads the detector.</summary>
    /// <exception cref="ArgumentException">Options for a saved ML.NET model, which brings its own, or values out of range.</exception>
    public DetectorModel Load(ParseResult parsed)
    {
        string? path = parsed.GetValue(_model);
        YoloxLayout? layout = LayoutOf(parsed);
        if (path is null || !ModelFiles.IsZip(path))
        {
            return DetectorModel.FromOptions(new DetectionOptions
            {
                ModelPath = path,
                Layout = layout,
                ScoreThreshold = parsed.GetValue(_threshold) ?? DetectionOptions.DefaultScoreThreshold,
                NmsThreshold = parsed.GetValue(_nms) ?? DetectionOptions.DefaultNmsThreshold,
                Classes = parsed.GetValue(_classes) is { } list ? [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : [],
            });
        }

        if (layout is not null || parsed.GetValue(_classes) is not null)
        {
            throw new ArgumentException("A saved ML.NET model brings its own layout and classes; of the detector's options give only --threshold and --nms, or name an ONNX file.");
        }

        using DetectorModel saved = DetectorModel.Load(path);
        return saved.WithThresholds(parsed.GetValue(_threshold) ?? saved.ScoreThreshold, parsed.GetValue(_nms) ?? saved.NmsThreshold);
    }

    private YoloxLayout? LayoutOf(ParseResult parsed)
    {
        YoloxLayout plain = new();
        bool any = Array.Exists((Option[])[_inputSide, _classNames, _strides, _rgb, _unit, _decoded], option => parsed.GetResult(option) is OptionResult { Implicit: false });
        return !any ? null : new YoloxLayout
        {
            InputSide = parsed.GetValue(_inputSide),
            Classes = parsed.GetValue(_classNames) is { } file ? NamesIn(file) : null,
            Strides = parsed.GetValue(_strides) is { } list ? StridesIn(list) : plain.Strides,
            Channels = parsed.GetValue(_rgb) ? DetectorChannels.Rgb : plain.Channels,
            Range = parsed.GetValue(_unit) ? DetectorRange.Unit : plain.Range,
            BoxesAreDecoded = parsed.GetValue(_decoded),
        };
    }

    private static string[] NamesIn(string file)
    {
        IReadOnlyDictionary<int, string> names = YoloLabels.ReadClasses(file);
        return names.Keys.SequenceEqual(Enumerable.Range(0, names.Count))
            ? [.. names.Values]
            : throw new InvalidDataException($"{file} names the classes {string.Join(", ", names.Keys)}; a detector's classes are numbered from 0 on without a gap.");
    }

    private static int[] StridesIn(string list)
    {
        int[] strides = [.. list.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int stride) ? stride : 0)];
        return Array.TrueForAll(strides, stride => stride > 0) ? strides : throw new ArgumentException($"--strides is '{list}'; write whole numbers above 0 separated by commas, such as 8,16,32.");
    }
}
