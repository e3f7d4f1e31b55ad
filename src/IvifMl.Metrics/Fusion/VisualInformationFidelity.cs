namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute the pixel-domain VIF.</summary>
public enum VifVariant
{
    /// <summary>The definition: Gaussian windows, whole windows only.</summary>
    PixelDomain,

    /// <summary>
    /// IVIF_ZOO's: the Gaussian is sampled on a stretched grid and the image is padded with zeros. 4 to 26 % above the
    /// definition on the six cases recorded for this project.
    /// </summary>
    ZeroPaddedStretched,

    /// <summary>
    /// Products of levels stop at 255 on the first scale, which is what MATLAB does when images stay uint8. The published TNO table
    /// of the Tang toolbox has it so, 0.08 to 0.17 above the definition.
    /// </summary>
    SaturatedBytes,
}

/// <summary>
/// VIF, pixel domain: VIFP(A, F) + VIFP(B, F), where VIFP = Σ log(1 + g²σ²_source/(σ²_v + σ²_n)) / Σ log(1 + σ²_source/σ²_n) over four
/// scales with Gaussian windows of 17, 9, 5 and 3 pixels (σ = size/5), g = σ_sf/σ²_source, σ²_v = σ²_f − g σ_sf, σ²_n = 2. 0 to about 2,
/// above it where the fused image has more contrast than a source; higher is better. Undefined (null) where a source does not
/// vary or is smaller than the windows. Source: Sheikh and Bovik 2006.
/// </summary>
/// <example>F = A: g = 1 and σ²_v = 0, so both sums are equal and VIFP(A, F) = 1.</example>
public static class VisualInformationFidelity
{
    private const int Scales = 4;
    private const double NoiseVariance = 2;

    /// <summary>VIFP summed over both sources.</summary>
    public static double? Of(FusionImages images, VifVariant variant = VifVariant.PixelDomain)
        => OfSources(images, variant) is { Infrared: { } infrared, Visible: { } visible } ? infrared + visible : null;

    /// <summary>VIFP of the fused image with each source; null for a source that does not vary.</summary>
    public static (double? Infrared, double? Visible) OfSources(FusionImages images, VifVariant variant = VifVariant.PixelDomain)
    {
        ArgumentNullException.ThrowIfNull(images);
        IPixelRows[] scale = [images.Infrared, images.Visible, images.Fused];
        VifSums infrared = new(NoiseVariance);
        VifSums visible = new(NoiseVariance);
        Border border = variant == VifVariant.ZeroPaddedStretched ? Border.Zero : Border.Valid;
        for (int s = 0; s < Scales; s++)
        {
            int size = (1 << (Scales - s)) + 1;
            double[] kernel = variant == VifVariant.ZeroPaddedStretched
                ? GaussianKernel.Stretched(size, size / 5.0)
                : GaussianKernel.Of(size, size / 5.0);
            if (s > 0)
            {
                scale = [.. scale.Select(image => Halve(image, kernel, border))];
            }

            double limit = s == 0 && variant == VifVariant.SaturatedBytes ? 255 : double.PositiveInfinity;
            WindowedMoments moments = new(scale, [(0, 0), (1, 1), (2, 2), (0, 2), (1, 2)], kernel, border, limit);
            while (moments.MoveNext())
            {
                infrared.Add(moments[0], moments[2], moments[3], moments[5], moments[6]);
                visible.Add(moments[1], moments[2], moments[4], moments[5], moments[7]);
            }
        }

        return (infrared.Ratio(), visible.Ratio());
    }

    private static DoublePlane Halve(IPixelRows image, double[] kernel, Border border)
        => image.Kept?.FromSecondTime((typeof(VisualInformationFidelity), border), () => Halve(image, kernel, border, new KeptResults()))
            ?? Halve(image, kernel, border, kept: null);

    private static DoublePlane Halve(IPixelRows image, double[] kernel, Border border, KeptResults? kept)
    {
        WindowedMoments blurred = new([image], [], kernel, border, keep: false);
        DoublePlane half = new((blurred.Height + 1) / 2, (blurred.Width + 1) / 2) { Kept = kept };
        for (int y = 0; y < half.Height && blurred.Advance(y == 0 ? 1 : 2); y++)
        {
            ReadOnlySpan<double> row = blurred[0];
            Span<double> target = half.Row(y);
            for (int x = 0; x < target.Length; x++)
            {
                target[x] = row[2 * x];
            }
        }

        return half;
    }
}
