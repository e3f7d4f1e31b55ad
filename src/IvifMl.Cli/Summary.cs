using System.Globalization;
using System.Text.Json;

namespace IvifMl.Cli;

/// <summary>What a run did, for people and for programs.</summary>
internal static class Summary
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(FusionRunResult result, IReadOnlyList<string> unpaired, FusionModel model, string output, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(ToJson(result, unpaired, model, output));
            return;
        }

        double rate = result.Fused / Math.Max(0.001, result.Elapsed.TotalSeconds);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(result.WasCancelled ? "cancelled: " : "")}{result.Fused} fused, {result.Skipped} skipped, {result.Failed} failed in {result.Elapsed.TotalSeconds:F1} s ({rate:F1} pairs/s) with {model.Name}, to {output}"));
        foreach (PairResult pair in result.Pairs.Where(p => p.Outcome == PairOutcome.Failed))
        {
            Console.Error.WriteLine($"failed {pair.Name}: {pair.Error}");
        }
    }

    private static string ToJson(FusionRunResult result, IReadOnlyList<string> unpaired, FusionModel model, string output) => JsonSerializer.Serialize(
        new
        {
            model = model.Name,
            modelSha256 = model.Sha256,
            output,
            fused = result.Fused,
            skipped = result.Skipped,
            failed = result.Failed,
            cancelled = result.WasCancelled,
            seconds = Math.Round(result.Elapsed.TotalSeconds, 3),
            unpaired,
            pairs = result.Pairs.Select(p => new
            {
                name = p.Name,
                output = p.OutputPath,
                outcome = p.Outcome.ToString().ToLowerInvariant(),
                error = p.Error,
                decodeMs = Math.Round(p.Decode.TotalMilliseconds, 2),
                scoreMs = Math.Round(p.Score.TotalMilliseconds, 2),
                encodeMs = Math.Round(p.Encode.TotalMilliseconds, 2),
            }),
        },
        Json);
}
