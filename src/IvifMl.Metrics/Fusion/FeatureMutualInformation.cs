using System.Numerics;

namespace IvifMl.Metrics;

/// <summary>What FMI compares.</summary>
public enum FmiFeature
{
    /// <summary>The levels themselves.</summary>
    Pixel,

    /// <summary>The horizontal gradient: central differences, one-sided at the border.</summary>
    Gradient,

    /// <summary>The discrete cosine transform of the whole image.</summary>
    CosineTransform,
}

/// <summary>
/// FMI, mutual information of local features: for every 3 × 3 window of the feature images, stretched to 0–1 and divided by its sum (column by column, a
/// distribution over nine places; flat windows are uniform), 2 I/(H_source + H_fused), averaged over both sources and all windows. The joint distribution is not counted but
/// modelled: φ M + (1 − φ) p q, with M the upper Fréchet bound (the lower one for a negative correlation c of the two) and φ = c divided by the correlation under M, which can exceed 1.
/// 0 to 1, higher is better; equal windows give 1. Undefined (null) for images below 3 × 3.
/// Source: Haghighat, Aghagolzadeh and Seyedarabi 2011; the model of Haghighat and Razian 2014 (Fast-FMI).
/// </summary>
/// <example>F = A = B: every window is equal to its source's, FMI = 1.</example>
public static class FeatureMutualInformation
{
    private const int Window = 3;

    /// <summary>FMI of an image set, or null below 3 × 3 pixels.</summary>
    public static double? Of(FusionImages images, FmiFeature feature = FmiFeature.Pixel)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Height < Window || images.Width < Window)
        {
            return null;
        }

        FeatureRows infrared = new(Feature(images.Infrared, feature));
        FeatureRows visible = new(Feature(images.Visible, feature));
        FeatureRows fused = new(Feature(images.Fused, feature));
        int width = images.Width - Window + 1;
        double sum = 0;
        while (infrared.MoveNext() && visible.MoveNext() && fused.MoveNext())
        {
            sum += RowSum(infrared, visible, fused, width);
        }

        return sum / (2.0 * width * (images.Height - Window + 1));
    }

    private static IPixelRows Feature(GrayImage image, FmiFeature feature) => feature switch
    {
        FmiFeature.Pixel => image,
        FmiFeature.Gradient => new GradientRows(image),
        _ => image.Kept?.FromSecondTime(typeof(CosineTransform), () => CosineTransform.Of(image)) ?? CosineTransform.Of(image),
    };

    private static double RowSum(FeatureRows infrared, FeatureRows visible, FeatureRows fused, int width)
    {
        WindowDistribution source = new();
        WindowDistribution target = new();
        JointModel joint = new();
        Vector<double> places = Vector.CreateSequence(0.0, 1.0);
        Vector<double> sum = Vector<double>.Zero;
        for (int x = 0; x < width; x += Vector<double>.Count)
        {
            target.Load(fused, x);
            source.Load(infrared, x);
            Vector<double> quality = joint.NormalizedInformation(source, target);
            source.Load(visible, x);
            quality += joint.NormalizedInformation(source, target);
            sum += Vector.BitwiseAnd(quality, Vector.AsVectorDouble(Vector.LessThan(places, new Vector<double>(width - x))));
        }

        return Vector.Sum(sum);
    }
}
