using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>
/// Remembers finished scores, one line of JSON each, under a key of everything they depend on: the product's version, the profile,
/// and the files' names, lengths and times. A line that a crash cut short is passed over.
/// </summary>
internal sealed class ScoreJournal : IDisposable
{
    public const string FileName = ".ivif-evaluate.jsonl";

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly ConcurrentDictionary<string, double?[]> _scores = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly MetricProfile _profile;
    private readonly string _path;
    private StreamWriter? _writer;

    public ScoreJournal(string folder, MetricProfile profile)
    {
        (_path, _profile) = (Path.Combine(folder, FileName), profile);
        foreach (string text in File.Exists(_path) ? File.ReadLines(_path) : [])
        {
            if (Parse(text) is { } line && line.Values.Length == profile.Metrics.Count)
            {
                _scores[line.Key] = line.Values;
            }
        }
    }

    /// <summary>What a score depends on; null where a file of the pair is absent.</summary>
    public string? KeyOf(ImagePair pair, string picture)
    {
        string? infrared = FileFacts.Of(pair.InfraredPath);
        string? visible = FileFacts.Of(pair.VisiblePath);
        string recipe = $"{Product.Version}|{_profile.Name}|{string.Join(',', _profile.Metrics)}";
        return infrared is null || visible is null
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recipe}|{infrared}|{visible}|{picture}")));
    }

    public FusionScore? Find(string? key) => key is not null && _scores.TryGetValue(key, out double?[]? values)
        ? new FusionScore(_profile.Name, [.. _profile.Metrics.Select((metric, i) => KeyValuePair.Create(metric, values[i]))])
        : null;

    public void Add(string? key, FusionScore score)
    {
        if (key is null)
        {
            return;
        }

        lock (_lock)
        {
            // A line break first ends whatever a crash may have left unfinished.
            _writer ??= new StreamWriter(_path, append: true) { AutoFlush = true };
            _writer.Write("\n" + JsonSerializer.Serialize(new Line(key, [.. score.Values.Select(v => v.Value)]), Json));
        }
    }

    public void Dispose() => _writer?.Dispose();

    private static Line? Parse(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Deserialize<Line>(text, Json) is { Key: not null, Values: not null } line ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(string Key, double?[] Values);
}
