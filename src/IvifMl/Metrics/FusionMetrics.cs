using IvifMl.Metrics;

namespace IvifMl;

/// <summary>
/// The quality of fused images against their sources: means over the images, by the names that papers print. Higher is better
/// unless said otherwise. A metric that the profile does not have, or that is undefined for every image, is NaN;
/// <see cref="Metrics"/> has the standard deviations and counts what is undefined. Formulas, units and ranges stand with the metrics
/// in <c>IvifMl.Metrics</c>.
/// </summary>
public sealed class FusionMetrics
{
    private readonly Dictionary<FusionMetric, FusionMetricSummary> _byMetric;

    internal FusionMetrics(MetricProfile profile, IReadOnlyList<FusionScore> scores)
    {
        (Profile, Images) = (profile.Name, scores.Count);
        Metrics = [.. profile.Metrics.Select(metric => FusionMetricSummary.Of(metric, scores))];
        _byMetric = Metrics.ToDictionary(m => m.Metric);
    }

    /// <summary>The name of the profile that the values follow.</summary>
    public string Profile { get; }

    /// <summary>Number of images.</summary>
    public int Images { get; }

    /// <summary>The metrics of the profile, in its order.</summary>
    public IReadOnlyList<FusionMetricSummary> Metrics { get; }

    /// <summary>Entropy of the fused image.</summary>
    public double EN => Mean(FusionMetric.Entropy);

    /// <summary>Standard deviation of the fused image's levels.</summary>
    public double SD => Mean(FusionMetric.StandardDeviation);

    /// <summary>Spatial frequency.</summary>
    public double SF => Mean(FusionMetric.SpatialFrequency);

    /// <summary>Average gradient.</summary>
    public double AG => Mean(FusionMetric.AverageGradient);

    /// <summary>Mutual information with both sources.</summary>
    public double MI => Mean(FusionMetric.MutualInformation);

    /// <summary>Sum of the correlations of differences.</summary>
    public double SCD => Mean(FusionMetric.SumOfCorrelationsOfDifferences);

    /// <summary>Visual information fidelity, pixel domain.</summary>
    public double VIF => Mean(FusionMetric.VisualInformationFidelity);

    /// <summary>Edge preservation.</summary>
    public double Qabf => Mean(FusionMetric.EdgePreservation);

    /// <summary>Structural similarity with both sources.</summary>
    public double SSIM => Mean(FusionMetric.StructuralSimilarity);

    /// <summary>Normalised mutual information.</summary>
    public double NMI => Mean(FusionMetric.NormalizedMutualInformation);

    /// <summary>Mean correlation with the sources.</summary>
    public double CC => Mean(FusionMetric.CorrelationCoefficient);

    /// <summary>Mean squared error over both sources; lower is better.</summary>
    public double MSE => Mean(FusionMetric.MeanSquaredError);

    /// <summary>Root mean squared error over both sources; lower is better.</summary>
    public double RMSE => Mean(FusionMetric.RootMeanSquaredError);

    /// <summary>Peak signal-to-noise ratio in dB.</summary>
    public double PSNR => Mean(FusionMetric.PeakSignalToNoiseRatio);

    /// <summary>MS-SSIM, structural similarity over five scales.</summary>
    public double MSSSIM => Mean(FusionMetric.MultiScaleStructuralSimilarity);

    /// <summary>Share of edges that fusion added; lower is better.</summary>
    public double Nabf => Mean(FusionMetric.EdgesAdded);

    /// <summary>Share of edges that fusion lost; lower is better.</summary>
    public double Labf => Mean(FusionMetric.EdgesLost);

    /// <summary>FMI_pixel, mutual information of local levels.</summary>
    public double FMIPixel => Mean(FusionMetric.FmiPixel);

    /// <summary>FMI_gradient, mutual information of local gradients.</summary>
    public double FMIGradient => Mean(FusionMetric.FmiGradient);

    /// <summary>FMI_dct, mutual information of cosine coefficients.</summary>
    public double FMIDct => Mean(FusionMetric.FmiCosineTransform);

    /// <summary>Cross-entropy of the histograms; lower is better.</summary>
    public double CE => Mean(FusionMetric.CrossEntropy);

    /// <summary>Edge intensity.</summary>
    public double EI => Mean(FusionMetric.EdgeIntensity);

    /// <summary>Visible error weighted by saliency; lower is better.</summary>
    public double Qcv => Mean(FusionMetric.ChenVarshneyQuality);

    /// <summary>Kept visible contrast.</summary>
    public double Qcb => Mean(FusionMetric.ChenBlumQuality);

    /// <summary>Structural similarity with the better source.</summary>
    public double Qy => Mean(FusionMetric.YangQuality);

    /// <summary>Mean, standard deviation and count of undefined of one metric.</summary>
    /// <exception cref="KeyNotFoundException">The profile does not have the metric.</exception>
    public FusionMetricSummary this[FusionMetric metric] => _byMetric.TryGetValue(metric, out FusionMetricSummary? summary)
        ? summary
        : throw new KeyNotFoundException($"Profile '{Profile}' has no {metric.ShortName()}; it has {string.Join(", ", Metrics.Select(m => m.Name))}.");

    private double Mean(FusionMetric metric) => _byMetric.TryGetValue(metric, out FusionMetricSummary? summary) ? summary.Mean : double.NaN;
}
