using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Metrics.Tests;

/// <summary>Tables that the authors of evaluators published, recomputed from the fused images that are there.</summary>
public class PublishedTableTests
{
    /// <summary>Metric and relative tolerance on the TNO table; its images are the ones that were scored (PNG), so all but Qabf are exact.</summary>
    private static readonly Dictionary<string, double> TnoTolerances = new()
    {
        ["EN"] = 1e-12,
        ["SF"] = 1e-12,
        ["SD"] = 1e-12,
        ["PSNR"] = 1e-12,
        ["MSE"] = 1e-12,
        ["MI"] = 1e-10,
        ["VIF"] = 1e-8,
        ["AG"] = 1e-12,
        ["CC"] = 1e-11,
        ["SCD"] = 1e-11,
        ["Qabf"] = 1e-2,
    };

    [SkippableFact]
    public void EveryFusedImageOfTheTnoTableScoresAsPublished()
    {
        int compared = 0;
        foreach (IGrouping<(string Image, string Method), TableRow> group in Rows("TNO").GroupBy(row => (row.Image, row.Method)))
        {
            string folder = Repository.Shared("data", "TNO");
            string fused = Path.Combine(folder, "fused", group.Key.Method, group.Key.Image);
            if (!File.Exists(fused))
            {
                continue;
            }

            FusionScore score = Score(folder, group.Key.Image, fused, MetricProfile.TangPublished);
            foreach (TableRow row in group)
            {
                FusionMetric metric = FusionMetricExtensions.FromShortName(row.Metric)!.Value;
                CloseTo.Relative(row.Value, score[metric], TnoTolerances[row.Metric], $"{row.Image} {row.Method} {row.Metric}");
                compared++;
            }
        }

        Assert.Equal(32 * 3 * 11, compared);
    }

    private static FusionScore Score(string folder, string image, string fused, MetricProfile profile) => FusionScorer.Score(
        ImageCodecs.Default.Read(Path.Combine(folder, "ir", image)),
        ImageCodecs.Default.Read(Path.Combine(folder, "vi", image)),
        ImageCodecs.Default.Read(fused),
        profile);

    private static IEnumerable<TableRow> Rows(string dataset) => File.ReadLines(Repository.Shared("data", dataset, "metrics_published.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .Select(cells => new TableRow(cells[0], cells[1], cells[2], double.Parse(cells[3], CultureInfo.InvariantCulture)));

    private sealed record TableRow(string Image, string Method, string Metric, double Value);
}
