using System.Numerics.Tensors;

namespace IvifMl.Metrics;

/// <summary>
/// The orthonormal two-dimensional discrete cosine transform (DCT-II) of a whole image, as MATLAB's dct2 has it:
/// C(u,v) = a_u a_v Σ Σ f(y,x) cos(π(2y+1)u/2h) cos(π(2x+1)v/2w), a_0 = √(1/n), otherwise √(2/n).
/// </summary>
internal static class CosineTransform
{
    private const int PanelWidth = 32;

    private const double NoiseShare = 1e-12;

    /// <summary>The transform of an image.</summary>
    public static DoublePlane Of(GrayImage image)
    {
        DoublePlane plane = new(image.Height, image.Width);
        for (int y = 0; y < image.Height; y++)
        {
            ((IPixelRows)image).ReadRow(y, plane.Row(y));
        }

        int size = Math.Max(image.Width, image.Height) * PanelWidth;
        ComplexPanel input = ComplexPanel.OfLength(size);
        ComplexPanel panel = ComplexPanel.OfLength(size);
        ComplexPanel scratch = ComplexPanel.OfLength(size);
        FourierPlan along = new(image.Width);
        for (int y = 0; y < image.Height; y += PanelWidth)
        {
            PanelCopy.GatherRows(plane, plane, y, PanelWidth, input);
            Transform(along, input, ref panel, ref scratch);
            PanelCopy.ScatterRows(input, plane, plane, y, PanelWidth);
        }

        FourierPlan down = new(image.Height);
        for (int x = 0; x < image.Width; x += PanelWidth)
        {
            PanelCopy.GatherColumns(plane, plane, x, PanelWidth, input);
            Transform(down, input, ref panel, ref scratch);
            PanelCopy.ScatterColumns(input, plane, plane, x, PanelWidth);
        }

        ClearRounding(plane.Values);
        return plane;
    }

    /// <summary>What is rounding noise beside the largest coefficient becomes 0, so that nobody stretches it into a pattern: regular images have whole bands of zeros.</summary>
    private static void ClearRounding(Span<double> coefficients)
    {
        double threshold = NoiseShare * Math.Abs(TensorPrimitives.MaxMagnitude<double>(coefficients));
        foreach (ref double value in coefficients)
        {
            value = Math.Abs(value) < threshold ? 0 : value;
        }
    }

    /// <summary>Makhoul's way: even samples forwards, odd ones backwards, a Fourier transform, and a quarter of a turn.</summary>
    private static void Transform(FourierPlan plan, ComplexPanel signals, ref ComplexPanel panel, ref ComplexPanel scratch)
    {
        int n = plan.Length;
        Array.Clear(panel.Imaginary);
        for (int i = 0; i < n; i++)
        {
            int place = i % 2 == 0 ? i / 2 : n - 1 - (i / 2);
            signals.Real.AsSpan(i * PanelWidth, PanelWidth).CopyTo(panel.Real.AsSpan(place * PanelWidth));
        }

        plan.Forward(ref panel, ref scratch, PanelWidth);
        for (int k = 0; k < n; k++)
        {
            (double sine, double cosine) = Math.SinCos(-Math.PI * k / (2 * n));
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / n);
            for (int b = k * PanelWidth; b < (k + 1) * PanelWidth; b++)
            {
                double value = scale * ((panel.Real[b] * cosine) - (panel.Imaginary[b] * sine));
                signals.Real[b] = value;
                signals.Imaginary[b] = value;
            }
        }
    }
}
