using System.Diagnostics;
using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Cli;

/// <summary>Looks at pictures, several at once, and writes what is found in each.</summary>
internal sealed class DetectRun
{
    /// <summary>The format that stands for no drawn pictures.</summary>
    public const string NoDrawings = "none";

    private readonly DetectorModel _detector;
    private readonly FusionModel? _fusion;
    private readonly string? _prompt;
    private readonly ThermalToneMapping _toneMapping;
    private readonly string _format;
    private readonly string _labels;
    private readonly string _drawn;

    /// <summary>Makes the folders and writes the names of the classes.</summary>
    public DetectRun(DetectorModel detector, FusionModel? fusion, string? prompt, ThermalToneMapping toneMapping, string output, string format)
    {
        (_detector, _fusion, _prompt, _toneMapping, _format) = (detector, fusion, prompt, toneMapping, format);
        Output = output;
        _labels = Directory.CreateDirectory(Path.Combine(output, PairLayout.LabelFolder)).FullName;
        _drawn = Path.Combine(output, "drawn");
        if (format != NoDrawings)
        {
            Directory.CreateDirectory(_drawn);
        }

        YoloLabels.WriteClasses(Path.Combine(_labels, PairLayout.ClassesFile), detector.Classes);
    }

    /// <summary>The folder written to.</summary>
    public string Output { get; }

    /// <summary>Looks at all pictures. One that fails does not stop the others.</summary>
    public async Task<DetectResult> RunAsync(IReadOnlyList<DetectItem> items, int jobs, IProgress<ProgressLine> lines, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        DetectedPicture?[] pictures = new DetectedPicture?[items.Count];
        int done = 0;
        bool cancelled = false;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
            await Parallel.ForAsync(0, items.Count, parallel, (i, token) =>
            {
                long start = Stopwatch.GetTimestamp();
                DetectedPicture picture = Look(items[i], token);
                pictures[i] = picture;
                string text = picture.Error is { } error ? $"failed: {error}" : string.Create(
                    CultureInfo.InvariantCulture, $"{Count(picture.Detections)} in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
                lines.Report(new ProgressLine(Interlocked.Increment(ref done), items.Count, items[i].Name, text, picture.Error is not null));
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            cancelled = true;
        }

        return new DetectResult([.. pictures.OfType<DetectedPicture>()], cancelled, watch.Elapsed);
    }

    private static string Count(IReadOnlyList<DetectedBox> found) => found.Count == 0
        ? "nothing"
        : string.Join(", ", found.GroupBy(d => d.Label).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}"));

    private DetectedPicture Look(DetectItem item, CancellationToken cancellation)
    {
        try
        {
            RasterImage picture = Read(item);
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<DetectedBox> found = _detector.Detect(picture);
            YoloLabels.Write(
                Path.Combine(_labels, item.Name + PairLayout.TextExtension), found.Select(d => new GroundTruthBox(d.Label, d.Box)), _detector.Classes, picture.Width, picture.Height);
            if (_format != NoDrawings)
            {
                ImageCodecs.Default.Write(DetectionDrawing.Draw(picture, found), Path.Combine(_drawn, $"{item.Name}.{_format}"));
            }

            return new DetectedPicture(item, picture.Width, picture.Height, found, null);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new DetectedPicture(item, 0, 0, [], error.Message);
        }
    }

    private RasterImage Read(DetectItem item)
    {
        RasterImage picture = ImageCodecs.Default.Read(item.VisiblePath);
        if (item.InfraredPath is { } path)
        {
            Plane infrared = _toneMapping.Apply(ImageCodecs.Default.Read(path));
            return _prompt is null ? _fusion!.Fuse(infrared, picture) : _fusion!.Fuse(infrared, picture, _prompt);
        }

        return picture.Channels == 1 && picture.SampleType != SampleType.UInt8 ? Bt601.ToGray(_toneMapping.Apply(picture), SampleType.UInt8) : picture;
    }
}
