using System.Globalization;
using System.Text;
using System.Text.Json;
using IvifMl.Imaging;

namespace IvifMl.Scenes;

/// <summary>
/// Writes rendered scenes as a data set in the layout of <see cref="PairLayout"/>: 16-bit infrared, 8-bit visible, the caption as
/// the sentence, the boxes in YOLO's text format, both exact. The same arguments give the same files on every machine.
/// </summary>
public static class SceneDataSet
{
    /// <summary>Name of the file that says what the set was rendered with; a later call goes on only where it says the same.</summary>
    public const string RecipeFile = "rendered.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Renders scenes of consecutive seeds. Those that an earlier call has finished are left as they are.</summary>
    /// <param name="folder">The folder, made if it is not there: empty, or with a set that was rendered with the same options.</param>
    /// <param name="count">How many scenes the set is to have, at least 1.</param>
    /// <param name="first">The options of the first scene; the seeds count up from its seed. Defaults where null.</param>
    /// <param name="progress">Hears the number of finished scenes after each.</param>
    /// <param name="cancellation">Stops between two scenes; what is finished stays.</param>
    /// <returns>The number of scenes rendered now.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count below 1, or an option that no scene can have.</exception>
    /// <exception cref="IOException">The folder holds other files in the set's folders, or it cannot be written to.</exception>
    public static int Write(string folder, int count, SceneOptions? first = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        first ??= new SceneOptions();
        first.Validate();
        Prepare(folder, first);
        int rendered = 0;
        int done = 0;
        ParallelOptions workers = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForAsync(0, count, workers, (i, _) =>
        {
            if (WriteScene(folder, first with { Seed = first.Seed + (ulong)i }))
            {
                Interlocked.Increment(ref rendered);
            }

            progress?.Report(Interlocked.Increment(ref done));
            return ValueTask.CompletedTask;
        }).GetAwaiter().GetResult();
        return rendered;
    }

    private static void Prepare(string folder, SceneOptions first)
    {
        string recipe = Path.Combine(folder, RecipeFile);
        string text = JsonSerializer.Serialize(
            new
            {
                RenderedBy = "IvifMl.Scenes",
                first.Seed,
                first.Width,
                first.Height,
                Kind = first.Kind?.ToString(),
                Time = first.Time?.ToString(),
                Weather = first.Weather?.ToString(),
                first.Smoke,
                first.SensorNoise,
            },
            Json);
        string[] folders = [.. ((string[])[PairLayout.InfraredFolder, PairLayout.VisibleFolder, PairLayout.TextFolder, PairLayout.LabelFolder]).Select(f => Path.Combine(folder, f))];
        if (File.Exists(recipe))
        {
            if (File.ReadAllText(recipe) != text)
            {
                throw new IOException($"'{folder}' holds scenes that were rendered otherwise ({RecipeFile} says how). Choose another folder, or give the same seed and size.");
            }
        }
        else if (folders.FirstOrDefault(f => Directory.Exists(f) && Directory.EnumerateFileSystemEntries(f).Any()) is { } taken)
        {
            throw new IOException($"'{taken}' already holds files, which would mix with the rendered ones. Choose an empty folder.");
        }

        Array.ForEach(folders, f => Directory.CreateDirectory(f));
        AtomicFile.Write(recipe, Encoding.UTF8.GetBytes(text));
        WriteLines(Path.Combine(folder, PairLayout.LabelFolder, PairLayout.ClassesFile), SceneLabels.All);
    }

    private static bool WriteScene(string folder, SceneOptions options)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"scene-{options.Seed:D6}");
        string labels = Path.Combine(folder, PairLayout.LabelFolder, name + PairLayout.TextExtension);

        // The labels are written last, so that where they are, all is.
        if (File.Exists(labels))
        {
            return false;
        }

        RenderedPair scene = Scene.Render(options);
        ImageCodecs.Default.Write(scene.Infrared, Path.Combine(folder, PairLayout.InfraredFolder, name + ".png"));
        ImageCodecs.Default.Write(scene.Visible, Path.Combine(folder, PairLayout.VisibleFolder, name + ".png"));
        WriteLines(Path.Combine(folder, PairLayout.TextFolder, name + PairLayout.TextExtension), [scene.Caption]);
        WriteLines(labels, scene.Boxes.Select(box => Line(box, options.Width, options.Height)));
        return true;
    }

    // As many digits as a double needs, so that whole pixels are read back as whole pixels.
    private static string Line(SceneBox box, double width, double height) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ClassOf(box.Label)} {(box.X0 + box.X1) / (2 * width)} {(box.Y0 + box.Y1) / (2 * height)} {box.Width / width} {box.Height / height}");

    private static int ClassOf(string label) => SceneLabels.All.TakeWhile(name => name != label).Count();

    private static void WriteLines(string path, IEnumerable<string> lines) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
}
