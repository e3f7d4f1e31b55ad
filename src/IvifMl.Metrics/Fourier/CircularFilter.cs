using System.Numerics.Tensors;

namespace IvifMl.Metrics;

/// <summary>
/// Filters two real images at once by a real response that is symmetric in both frequencies (so a response of their magnitudes):
/// the inverse transform of transform times response. One image travels as the real part, the other as the imaginary one; such a response keeps them apart.
/// The images are taken as periodic. Rows and columns are transformed in panels that fit the cache.
/// </summary>
internal static class CircularFilter
{
    private const int PanelWidth = 32;

    /// <summary>Replaces both images by their filtered selves.</summary>
    /// <param name="first">An image.</param>
    /// <param name="second">Another of its size.</param>
    /// <param name="response">
    /// (height/2 + 1) × (width/2 + 1) values, row-major: the response at |ky|, |kx| periods per image.
    /// </param>
    public static void Apply(DoublePlane first, DoublePlane second, double[] response)
    {
        FourierPlan along = new(first.Width);
        FourierPlan down = new(first.Height);
        int size = Math.Max(first.Width, first.Height) * PanelWidth;
        ComplexPanel panel = ComplexPanel.OfLength(size);
        ComplexPanel scratch = ComplexPanel.OfLength(size);
        for (int y = 0; y < first.Height; y += PanelWidth)
        {
            PanelCopy.GatherRows(first, second, y, PanelWidth, panel);
            along.Forward(ref panel, ref scratch, PanelWidth);
            PanelCopy.ScatterRows(panel, first, second, y, PanelWidth);
        }

        for (int x = 0; x < first.Width; x += PanelWidth)
        {
            PanelCopy.GatherColumns(first, second, x, PanelWidth, panel);
            down.Forward(ref panel, ref scratch, PanelWidth);
            Weigh(panel, first, response, x);
            down.Inverse(ref panel, ref scratch, PanelWidth);
            PanelCopy.ScatterColumns(panel, first, second, x, PanelWidth);
        }

        for (int y = 0; y < first.Height; y += PanelWidth)
        {
            PanelCopy.GatherRows(first, second, y, PanelWidth, panel);
            along.Inverse(ref panel, ref scratch, PanelWidth);
            PanelCopy.ScatterRows(panel, first, second, y, PanelWidth);
        }
    }

    private static void Weigh(ComplexPanel panel, DoublePlane size, double[] response, int start)
    {
        Span<double> weights = stackalloc double[PanelWidth];
        int columns = Math.Min(PanelWidth, size.Width - start);
        int responseWidth = (size.Width / 2) + 1;
        for (int y = 0; y < size.Height; y++)
        {
            int row = Math.Min(y, size.Height - y) * responseWidth;
            for (int x = 0; x < columns; x++)
            {
                weights[x] = response[row + Math.Min(start + x, size.Width - start - x)];
            }

            Span<double> real = panel.Real.AsSpan(y * PanelWidth, PanelWidth);
            Span<double> imaginary = panel.Imaginary.AsSpan(y * PanelWidth, PanelWidth);
            TensorPrimitives.Multiply(real, weights, real);
            TensorPrimitives.Multiply(imaginary, weights, imaginary);
        }
    }
}
