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

    /// <summary>
    /// VIFB publishes five significant digits; the stored JPEGs of some methods were saved after scoring, so the median is asserted.
    /// </summary>
    private static readonly Dictionary<string, (FusionMetric Metric, double Median)> VifbMetrics = new()
    {
        ["Avg_gradient"] = (FusionMetric.AverageGradient, 5e-5),
        ["Cross_entropy"] = (FusionMetric.CrossEntropy, 5e-5),
        ["Edge_intensity"] = (FusionMetric.EdgeIntensity, 5e-5),
        ["Entropy"] = (FusionMetric.Entropy, 5e-5),
        ["Mutinf"] = (FusionMetric.MutualInformation, 5e-5),
        ["Psnr"] = (FusionMetric.PeakSignalToNoiseRatio, 5e-5),
        ["Qabf"] = (FusionMetric.EdgePreservation, 5e-5),
        ["Qcb"] = (FusionMetric.ChenBlumQuality, 5e-5),
        ["Qcv"] = (FusionMetric.ChenVarshneyQuality, 5e-5),
        ["Rmse"] = (FusionMetric.RootMeanSquaredError, 5e-5),
        ["Spatial_frequency"] = (FusionMetric.SpatialFrequency, 5e-5),
        ["Ssim"] = (FusionMetric.StructuralSimilarity, 5e-5),
        ["Variance"] = (FusionMetric.StandardDeviation, 5e-5),
    };

    [SkippableFact]
    public void AnImageOfEveryMethodOfTheVifbTableScoresAsPublished()
    {
        // One of the five smallest images per method; the whole table is EveryFusedImageOfTheVifbTable.
        string[] images =
        [
            .. Rows("VIFB").Select(row => row.Image).Distinct().OrderBy(image => new FileInfo(Repository.Shared("data", "VIFB", "ir", image)).Length).Take(5),
        ];
        string[] methods = [.. Rows("VIFB").Select(row => row.Method).Distinct()];
        VifbErrors errors = VifbErrors.Of(Rows("VIFB").Where(row => row.Image == images[Array.IndexOf(methods, row.Method) % images.Length]));
        Assert.Equal(25, errors.Images);
        foreach ((string name, (FusionMetric _, double median)) in VifbMetrics)
        {
            Assert.True(errors.Quantile(name, 0.5) <= median, $"{name}: median {errors.Quantile(name, 0.5):E2}, allowed {median:E0}");
        }
    }

    /// <summary>Takes minutes; run with IVIF_WHOLE_TABLES=FILE, which gets the table of docs/metrics-parity.md.</summary>
    [SkippableFact]
    [Trait("Category", "Long")]
    public void EveryFusedImageOfTheVifbTable()
    {
        string? file = Environment.GetEnvironmentVariable("IVIF_WHOLE_TABLES");
        Skip.If(file is null, "Set IVIF_WHOLE_TABLES to a file name to score all 350 images.");
        VifbErrors errors = VifbErrors.Of(Rows("VIFB"));
        IEnumerable<string> lines = VifbMetrics.Keys.Select(name => string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {errors.Quantile(name, 0.5):E1} | {errors.Quantile(name, 0.95):E1} | {errors.Quantile(name, 1):E1} | {errors.Worst(name)} |"));
        File.WriteAllLines(file!, [$"{errors.Images} images", .. lines]);
        Assert.Equal(350, errors.Images);
        Assert.All(VifbMetrics, metric => Assert.True(errors.Quantile(metric.Key, 0.5) <= metric.Value.Median, metric.Key));
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

    private sealed class VifbErrors
    {
        private readonly Dictionary<string, List<(double Error, string What)>> _errors = VifbMetrics.Keys.ToDictionary(name => name, _ => new List<(double Error, string What)>());

        public int Images { get; private set; }

        public static VifbErrors Of(IEnumerable<TableRow> rows)
        {
            VifbErrors errors = new();
            string folder = Repository.Shared("data", "VIFB");
            IGrouping<(string Image, string Method), TableRow>[] groups =
            [
                .. rows.GroupBy(row => (row.Image, row.Method)).Where(group => File.Exists(Path.Combine(folder, "fused", group.Key.Method, group.Key.Image))),
            ];
            FusionScore[] scores = new FusionScore[groups.Length];
            Parallel.For(0, groups.Length, i => scores[i] = Score(
                folder, groups[i].Key.Image, Path.Combine(folder, "fused", groups[i].Key.Method, groups[i].Key.Image), MetricProfile.Vifb));
            for (int i = 0; i < groups.Length; i++)
            {
                foreach (TableRow row in groups[i])
                {
                    double value = scores[i][VifbMetrics[row.Metric].Metric]!.Value;
                    errors._errors[row.Metric].Add((Math.Abs((value / row.Value) - 1), $"{row.Method} {row.Image}"));
                }
            }

            errors.Images = groups.Length;
            return errors;
        }

        public double Quantile(string metric, double share)
        {
            double[] sorted = [.. _errors[metric].Select(error => error.Error).Order()];
            return sorted[(int)Math.Ceiling(share * (sorted.Length - 1))];
        }

        public string Worst(string metric) => _errors[metric].MaxBy(error => error.Error).What;
    }

    private sealed record TableRow(string Image, string Method, string Metric, double Value);
}
