using System.CommandLine;
using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Onnx;

namespace IvifMl.Cli;

/// <summary><c>ivif info</c>: what a model, an image or a folder of pairs is.</summary>
internal static class InfoCommand
{
    private const int LongestValue = 200;

    private static readonly Argument<string> File = new("FILE") { Description = "An ONNX file, a saved ML.NET zip, an image, or the folder of a data set (ir/, vi/, text/, labels/), which is checked." };

    public static Command Create()
    {
        Command command = new("info", "Say what a model or an image is; summarise and check a data set.") { File };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(File)!, cancellation)));
        return command;
    }

    private static int Run(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            return DataSetLines.Write(path, cancellation);
        }

        bool isModel = Path.GetExtension(path).ToLowerInvariant() is ".onnx" or ".zip";
        foreach (string line in isModel ? OfModel(path) : OfImage(path))
        {
            Console.Out.WriteLine(line);
        }

        return ExitCodes.Done;
    }

    private static IEnumerable<string> OfModel(string path) => ContractOf(path) switch
    {
        DetectorContract.Id => OfDetector(path),
        ClipContract.TextId => OfTextTower(path),
        ClipContract.ImageId => OfImageTower(path),
        _ => OfFusion(path),
    };

    private static string? ContractOf(string path) => System.IO.File.Exists(path) && !ModelFiles.IsZip(path)
        ? OnnxModelInfo.Read(path).Metadata.GetValueOrDefault(FusionContract.ContractKey)
        : null;

    private static IEnumerable<string> OfTextTower(string path)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(path);
        ClipTextTower tower = ClipTextTower.Check(info);
        yield return $"{path}: text tower of the CLIP {tower.Name}";
        yield return SizeOf(path, info);
        yield return string.Create(CultureInfo.InvariantCulture, $"  input       sentences of up to {tower.ContextLength} tokens, start and end included; {(tower.Vocabulary is null ? "OpenAI's vocabulary" : "a vocabulary of its own")}");
        yield return string.Create(CultureInfo.InvariantCulture, $"  embedding   {tower.Dimension} values");
    }

    private static IEnumerable<string> OfImageTower(string path)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(path);
        ClipImageTower tower = ClipImageTower.Check(info);
        yield return $"{path}: image tower of the CLIP {tower.Name}";
        yield return SizeOf(path, info);
        yield return string.Create(CultureInfo.InvariantCulture, $"  input       {tower.Resolution}×{tower.Resolution} pixels, red, green, blue");
        yield return string.Create(CultureInfo.InvariantCulture, $"  embedding   {tower.Dimension} values");
    }

    private static IEnumerable<string> OfDetector(string path)
    {
        using DetectorModel model = DetectorModel.Load(path);
        yield return $"{path}: detector {model.Name}";
        yield return SizeOf(path, model.Info);
        yield return string.Create(CultureInfo.InvariantCulture, $"  input       {model.InputWidth}×{model.InputHeight}, pictures of any size are letterboxed into it");
        yield return $"  classes     {string.Join(", ", model.Classes)}";
        yield return $"  sha256      {model.Sha256} (graph with its options)";
    }

    private static string SizeOf(string path, OnnxModelInfo info) =>
        string.Create(CultureInfo.InvariantCulture, $"  size        {new FileInfo(path).Length} bytes, {info.NodeCount} nodes, {info.ParameterCount} parameters");

    private static IEnumerable<string> OfFusion(string path)
    {
        using FusionModel model = FusionModel.Load(path);
        OnnxModelInfo info = model.Info;
        yield return $"{path}: fusion model {model.Name}";
        yield return SizeOf(path, info);
        yield return $"  colours     {(model.Colour == FusedColour.Visible ? "of the visible image" : "gray")}";
        yield return $"  overlay     {(model.HotRegions is { } hot ? string.Create(CultureInfo.InvariantCulture, $"{hot.Palette} above {hot.Threshold}") : "none")}";
        yield return $"  thermal     {(model.ToneMapping is { } tone ? tone.Mode : "as the caller says")}";
        yield return $"  prompts     {(model.TakesPrompts ? $"takes them; now {(model.Prompt is null ? "the neutral one" : $"\"{model.Prompt}\"")}" : "takes none")}";
        yield return $"  sha256      {model.Sha256} (graph with its options)";
        foreach ((string key, string value) in info.Metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            yield return $"  {key} = {(value.Length > LongestValue ? value[..LongestValue] + "…" : value)}";
        }
    }

    private static IEnumerable<string> OfImage(string path)
    {
        ImageHeader header = ImageCodecs.Default.Identify(path);
        yield return $"{path}: {header.Format}, {header.Width}×{header.Height}, {header.Channels} channels of {header.SampleType}, orientation {header.Orientation}";
        RasterImage image = ImageCodecs.Default.Read(path);
        float low = float.PositiveInfinity;
        float high = float.NegativeInfinity;
        double sum = 0;
        Plane values = ThermalToneMapping.Raw(image);
        foreach (float value in values.Values)
        {
            low = MathF.Min(low, value);
            high = MathF.Max(high, value);
            sum += value;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"  values      {low:G6} to {high:G6}, mean {sum / values.Length:G6}");
        Plane mapped = new ThermalToneMapping().Apply(image);
        double mean = 0;
        foreach (float value in mapped.Values)
        {
            mean += value;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"  as thermal  mean {mean / mapped.Length:F3} of 0-1 with the default tone mapping");
    }
}
