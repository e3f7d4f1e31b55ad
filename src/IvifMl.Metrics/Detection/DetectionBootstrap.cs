namespace IvifMl.Metrics;

/// <summary>
/// Bootstrap intervals of mean average precision: images are drawn with replacement, as many as there are, and the figure is taken of each such set;
/// the interval holds the middle share of these figures (percentile method). Sets that miss a class are drawn anew, so that every figure is a mean over
/// the same classes. It says how much a result owes to the images that happen to be in a small
/// set, not what other scenes would give. Source: Efron 1979.
/// </summary>
public static class DetectionBootstrap
{
    private const int Index50 = 0;

    /// <summary>Draws before a set that misses a class is taken as it is: with many rare classes hardly any set has all of them.</summary>
    private const int MaximumAttempts = 100;

    /// <summary>mAP50 and mAP50–95 of a detector with their intervals.</summary>
    /// <param name="images">Ground truth and detections per image; images without objects included.</param>
    /// <param name="evaluation">Protocol; COCO's if null.</param>
    /// <param name="options">Resamples, confidence and seed; the defaults if null.</param>
    /// <exception cref="InvalidOperationException">An option is out of range.</exception>
    /// <example>Images that are all alike give the same figure in every resample: the interval has no width.</example>
    public static DetectionIntervals Of(IReadOnlyList<DetectionImage> images, DetectionEvaluatorOptions? evaluation = null, DetectionBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Of(new DetectionSample(images, Checked(evaluation)), null, images.Count, Checked(options));
    }

    /// <summary>
    /// What a detector has over another one on the same images, with intervals: both figures are taken of the same draws, so that what is hard for both
    /// does not blur the difference. An interval without 0 is a difference that the images at hand support.
    /// </summary>
    /// <param name="images">Ground truth and detections per image.</param>
    /// <param name="baseline">The same images with the other detector's detections.</param>
    /// <param name="evaluation">Protocol; COCO's if null.</param>
    /// <param name="options">Resamples, confidence and seed; the defaults if null.</param>
    /// <exception cref="ArgumentException">The images are not the same.</exception>
    /// <exception cref="InvalidOperationException">An option is out of range.</exception>
    public static DetectionIntervals Difference(
        IReadOnlyList<DetectionImage> images, IReadOnlyList<DetectionImage> baseline, DetectionEvaluatorOptions? evaluation = null, DetectionBootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(baseline);
        if (images.Count != baseline.Count || images.Zip(baseline).Any(pair => !pair.First.GroundTruth.SequenceEqual(pair.Second.GroundTruth)))
        {
            throw new ArgumentException("A difference is taken on the same images: both lists need the same ground truth in the same order.", nameof(baseline));
        }

        return Of(new DetectionSample(images, Checked(evaluation)), new DetectionSample(baseline, Checked(evaluation)), images.Count, Checked(options));
    }

    private static DetectionEvaluatorOptions Checked(DetectionEvaluatorOptions? options)
    {
        options ??= new();
        options.Validate();
        return options;
    }

    private static DetectionBootstrapOptions Checked(DetectionBootstrapOptions? options)
    {
        options ??= new();
        options.Validate();
        return options;
    }

    private static DetectionIntervals Of(DetectionSample sample, DetectionSample? baseline, int images, DetectionBootstrapOptions options)
    {
        int[] once = new int[images];
        Array.Fill(once, 1);
        if (Figures(sample, baseline, once) is not { } estimate)
        {
            return new DetectionIntervals(null, null);
        }

        (double Map50, double Map50To95)?[] drawn = new (double, double)?[options.Resamples];
        int[][] draws = Draws(sample, images, options);
        Parallel.For(0, drawn.Length, i => drawn[i] = Figures(sample, baseline, draws[i]));

        // A draw without any object has no figure.
        (double Map50, double Map50To95)[] figures = [.. drawn.OfType<(double, double)>()];
        return new DetectionIntervals(
            Interval(estimate.Map50, figures.Select(f => f.Map50), options.Confidence),
            Interval(estimate.Map50To95, figures.Select(f => f.Map50To95), options.Confidence));
    }

    private static (double Map50, double Map50To95)? Figures(DetectionSample sample, DetectionSample? baseline, int[] counts)
    {
        double[][] precision = sample.AveragePrecision(counts);
        if (precision.Length == 0)
        {
            return null;
        }

        double[][] other = baseline?.AveragePrecision(counts) ?? [];
        return (
            precision.Average(p => p[Index50]) - other.Select(p => p[Index50]).DefaultIfEmpty().Average(),
            precision.Average(p => p.Average()) - other.Select(p => p.Average()).DefaultIfEmpty().Average());
    }

    // By the ground truth alone, so that detectors on the same images get the same draws.
    private static int[][] Draws(DetectionSample sample, int images, DetectionBootstrapOptions options)
    {
        Random random = new(options.Seed);
        int[][] draws = new int[options.Resamples][];
        for (int i = 0; i < draws.Length; i++)
        {
            for (int attempt = 0; attempt < MaximumAttempts; attempt++)
            {
                draws[i] = new int[images];
                for (int n = 0; n < images; n++)
                {
                    draws[i][random.Next(images)]++;
                }

                if (sample.HasAllClasses(draws[i]))
                {
                    break;
                }
            }
        }

        return draws;
    }

    private static BootstrapInterval Interval(double estimate, IEnumerable<double> figures, double confidence)
    {
        double[] sorted = [.. figures.Order()];
        return new BootstrapInterval(estimate, Quantile(sorted, (1 - confidence) / 2), Quantile(sorted, (1 + confidence) / 2));
    }

    // Linear between the two nearest figures.
    private static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double at = share * (sorted.Length - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
