using System.Text.Encodings.Web;
using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>An evaluation as JSON: <c>{profile, versions, metrics, rankedBy, pairs, means, ranks, undefined, images}</c>.</summary>
public static class JsonReport
{
    /// <summary>
    /// The scores: per pair and method by the metrics' short names, means and ranks per method, how often a metric is undefined, and which
    /// pictures are missing or failed. An undefined value is null, an infinite one the text "Infinity". Has no times and no paths, so
    /// that equal scores give equal bytes.
    /// </summary>
    /// <param name="result">The evaluation.</param>
    public static byte[] ToBytes(EvaluationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("profile", result.Profile.Name);
            WriteVersions(json);
            WriteNames(json, "metrics", result.Profile.Metrics.Select(m => m.ShortName()));
            WriteNames(json, "rankedBy", result.RankedBy.Select(m => m.ShortName()));
            WritePairs(json, result);
            Write(json, "means", result.Ranking.Where(m => m.Mean is not null), method => WriteScore(json, method.Mean!));
            Write(json, "ranks", result.Ranking, method => WriteNumber(json, method.MeanRank));
            Write(json, "undefined", result.Ranking, method => WriteUndefined(json, method, result.Profile));
            Write(json, "images", result.Ranking, method =>
            {
                json.WriteStartObject();
                json.WriteNumber("scored", method.Scored);
                WriteNames(json, "missing", method.Missing);
                WriteNames(json, "failed", method.Failed);
                json.WriteEndObject();
            });
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteVersions(Utf8JsonWriter json)
    {
        json.WriteStartObject("versions");
        json.WriteString("ivif", Product.Version);
        json.WriteString("codec", ImageCodecs.Default.EngineVersion);
        json.WriteString("dotnet", Environment.Version.ToString());
        json.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter json, EvaluationResult result)
    {
        json.WriteStartArray("pairs");
        foreach (PairScores pair in result.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Name);
            json.WriteStartObject("methods");
            foreach (MethodScore method in pair.Methods.Where(m => m.Score is not null))
            {
                json.WritePropertyName(method.Method);
                WriteScore(json, method.Score!);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<MethodSummary> methods, Action<MethodSummary> write)
    {
        json.WriteStartObject(name);
        foreach (MethodSummary method in methods)
        {
            json.WritePropertyName(method.Name);
            write(method);
        }

        json.WriteEndObject();
    }

    private static void WriteUndefined(Utf8JsonWriter json, MethodSummary method, MetricProfile profile)
    {
        json.WriteStartObject();
        for (int i = 0; i < profile.Metrics.Count; i++)
        {
            if (method.Undefined[i] > 0)
            {
                json.WriteNumber(profile.Metrics[i].ShortName(), method.Undefined[i]);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (string name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }

    private static void WriteScore(Utf8JsonWriter json, FusionScore score)
    {
        json.WriteStartObject();
        foreach ((FusionMetric metric, double? value) in score.Values)
        {
            json.WritePropertyName(metric.ShortName());
            WriteNumber(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, double? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case { } number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(double.IsPositiveInfinity(value.Value) ? "Infinity" : "-Infinity");
                break;
        }
    }
}
