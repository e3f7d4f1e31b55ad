using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Mapping;

namespace IvifMl;

/// <summary>
/// Remembers in each output folder which pictures are finished and of what they were made, one line of JSON each in
/// <c>.ivif-fuse.jsonl</c>, so that a later run can skip them. A line that a crash cut short is passed over.
/// </summary>
internal sealed class RunJournals(FusionModel model, ThermalToneMapping toneMapping, string? prompt) : IDisposable
{
    public const string FileName = ".ivif-fuse.jsonl";

    private readonly ConcurrentDictionary<string, Lazy<Journal>> _journals = new(StringComparer.Ordinal);
    private readonly string _recipe = string.Join(
        '|', typeof(RunJournals).Assembly.GetName().Version, model.Sha256, SettingsVector.ToText(ThermalSettings.ToVector(toneMapping)) + (prompt is null ? "" : $"|{prompt.Trim()}"));

    /// <summary>Of what a pair's picture is made: both files' names, lengths and times, the model and the options. Null where a file is missing.</summary>
    public string? Fingerprint(PairFiles pair)
    {
        string? infrared = Describe(pair.InfraredPath);
        string? visible = Describe(pair.VisiblePath);
        return infrared is null || visible is null
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{_recipe}|{infrared}|{visible}")));
    }

    /// <summary>Whether the picture was made of the same and is still as it was written.</summary>
    public bool IsFinished(string output, string? fingerprint) => fingerprint is not null
        && Of(output).Find(Path.GetFileName(output)) is { } line && line.Fingerprint == fingerprint && line.Written == Describe(output);

    /// <summary>Writes down that a picture is finished.</summary>
    public void Finish(string output, string? fingerprint)
    {
        if (fingerprint is not null && Describe(output) is { } written)
        {
            Of(output).Add(new Line(Path.GetFileName(output), fingerprint, written));
        }
    }

    public void Dispose()
    {
        foreach (Lazy<Journal> journal in _journals.Values)
        {
            journal.Value.Dispose();
        }
    }

    private Journal Of(string output) => _journals.GetOrAdd(
        Path.GetDirectoryName(Path.GetFullPath(output))!, folder => new Lazy<Journal>(() => new Journal(Path.Combine(folder, FileName)))).Value;

    private static string? Describe(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}") : null;
    }

    private sealed record Line(string Output, string Fingerprint, string Written);

    private sealed class Journal : IDisposable
    {
        private readonly string _path;
        private readonly ConcurrentDictionary<string, Line> _lines = new(StringComparer.Ordinal);
        private readonly Lock _lock = new();
        private StreamWriter? _writer;

        public Journal(string path)
        {
            _path = path;
            if (!File.Exists(path))
            {
                return;
            }

            foreach (string text in File.ReadLines(path))
            {
                if (Parse(text) is { } line)
                {
                    _lines[line.Output] = line;
                }
            }
        }

        public Line? Find(string output) => _lines.GetValueOrDefault(output);

        public void Add(Line line)
        {
            lock (_lock)
            {
                // A line break first ends whatever a crash may have left unfinished.
                _writer ??= new StreamWriter(_path, append: true) { AutoFlush = true };
                _writer.Write("\n" + JsonSerializer.Serialize(line));
                _lines[line.Output] = line;
            }
        }

        public void Dispose() => _writer?.Dispose();

        private static Line? Parse(string text)
        {
            try
            {
                return string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Deserialize<Line>(text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
