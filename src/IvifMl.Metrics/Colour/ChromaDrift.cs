using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>
/// How far fusion moved the colours: the mean over all pixels of √(Δa*² + Δb*²) between the visible and the fused picture in CIELAB (sRGB, D65), the chroma part of
/// ΔE*ab 1976. Lightness, which fusion is meant to change, does not count. 0 and upwards, lower is better; 2 is about what an eye notices.
/// </summary>
/// <example>Visible pure red (a* = 80.09, b* = 67.20), fused any gray (0, 0): √(80.09² + 67.20²) ≈ 104.55.</example>
public static class ChromaDrift
{
    /// <summary>Mean chroma difference of two pictures.</summary>
    /// <param name="visible">The visible source; gray, RGB or RGBA.</param>
    /// <param name="fused">The fused picture; same size.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public static double Of(RasterImage visible, RasterImage fused)
    {
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(fused);
        if (visible.Height != fused.Height || visible.Width != fused.Width)
        {
            throw new ArgumentException($"The fused image is {fused}, the visible {visible}; they must have one size. Resize one first.", nameof(fused));
        }

        double sum = 0;
        long pixels = (long)visible.Height * visible.Width;
        for (int i = 0; i < pixels; i++)
        {
            (double a, double b) = CieLab.Chroma(visible, i);
            (double fusedA, double fusedB) = CieLab.Chroma(fused, i);
            sum += Math.Sqrt(((a - fusedA) * (a - fusedA)) + ((b - fusedB) * (b - fusedB)));
        }

        return sum / pixels;
    }
}
