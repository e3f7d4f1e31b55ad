using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>
/// Filters one real image by a real response that is symmetric in both frequencies, at half the cost of a complex transform: two rows travel as one complex
/// signal, and of their spectra only the half that determines the other is kept. The result does not depend on what else is filtered, so it can be
/// kept with the image. The image is taken as periodic.
/// </summary>
internal static class RealFilter
{
    private const int PanelWidth = 32;

    /// <summary>Replaces the image by its filtered self.</summary>
    /// <param name="image">The image.</param>
    /// <param name="response">(height/2 + 1) × (width/2 + 1) values, row-major: the response at |ky|, |kx| periods per image.</param>
    public static void Apply(DoublePlane image, double[] response)
    {
        int half = (image.Width / 2) + 1;
        DoublePlane real = new(image.Height, half);
        DoublePlane imaginary = new(image.Height, half);
        int size = Math.Max(image.Width, image.Height) * PanelWidth;
        Panels panels = new(ComplexPanel.OfLength(size), ComplexPanel.OfLength(size), ComplexPanel.OfLength(half * PanelWidth), ComplexPanel.OfLength(half * PanelWidth));
        FourierPlan along = new(image.Width);
        FourierPlan down = new(image.Height);
        for (int y = 0; y < image.Height; y += 2 * PanelWidth)
        {
            GatherRows(image, y, panels.Signal.Real);
            GatherRows(image, y + PanelWidth, panels.Signal.Imaginary);
            along.Forward(ref panels.Signal, ref panels.Scratch, PanelWidth);
            Split(panels, image.Width);
            PanelCopy.ScatterRows(panels.First, real, imaginary, y, PanelWidth);
            if (y + PanelWidth < image.Height)
            {
                PanelCopy.ScatterRows(panels.Second, real, imaginary, y + PanelWidth, PanelWidth);
            }
        }

        for (int x = 0; x < half; x += PanelWidth)
        {
            PanelCopy.GatherColumns(real, imaginary, x, PanelWidth, panels.Signal);
            down.Forward(ref panels.Signal, ref panels.Scratch, PanelWidth);
            Weigh(panels.Signal, image.Height, response.AsSpan(x), half, Math.Min(PanelWidth, half - x));
            down.Inverse(ref panels.Signal, ref panels.Scratch, PanelWidth);
            PanelCopy.ScatterColumns(panels.Signal, real, imaginary, x, PanelWidth);
        }

        for (int y = 0; y < image.Height; y += 2 * PanelWidth)
        {
            GatherSpectra(real, imaginary, y, panels.First);
            GatherSpectra(real, imaginary, y + PanelWidth, panels.Second);
            Join(panels, image.Width);
            along.Inverse(ref panels.Signal, ref panels.Scratch, PanelWidth);
            ScatterRows(panels.Signal.Real, image, y);
            ScatterRows(panels.Signal.Imaginary, image, y + PanelWidth);
        }
    }

    /// <summary>Signals that are not there are zeros, so that their partners do not depend on what the panel held.</summary>
    private static void GatherRows(DoublePlane image, int start, double[] target)
    {
        int rows = Math.Clamp(image.Height - start, 0, PanelWidth);
        if (rows < PanelWidth)
        {
            Array.Clear(target);
        }

        if (rows > 0)
        {
            Transposition.Of(image.Values.AsSpan(start * image.Width), rows, image.Width, image.Width, target, PanelWidth);
        }
    }

    private static void GatherSpectra(DoublePlane real, DoublePlane imaginary, int start, ComplexPanel panel)
    {
        GatherRows(real, start, panel.Real);
        GatherRows(imaginary, start, panel.Imaginary);
    }

    private static void ScatterRows(double[] panel, DoublePlane image, int start)
    {
        int rows = Math.Min(PanelWidth, image.Height - start);
        if (rows > 0)
        {
            Transposition.Of(panel, image.Width, rows, PanelWidth, image.Values.AsSpan(start * image.Width), image.Width);
        }
    }

    private static void Weigh(ComplexPanel panel, int height, ReadOnlySpan<double> response, int stride, int columns)
    {
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<double> weights = response.Slice(Math.Min(y, height - y) * stride, columns);
            Span<double> real = panel.Real.AsSpan(y * PanelWidth, columns);
            Span<double> imaginary = panel.Imaginary.AsSpan(y * PanelWidth, columns);
            TensorPrimitives.Multiply(real, weights, real);
            TensorPrimitives.Multiply(imaginary, weights, imaginary);
        }
    }

    /// <summary>The spectra X, Y of two real signals from Z = X + iY: X(k) = (Z(k) + Z*(n − k))/2, Y(k) = (Z(k) − Z*(n − k))/2i.</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Split(Panels panels, int n)
    {
        Vector<double> oneHalf = new(0.5);
        for (int k = 0; k <= n / 2; k++)
        {
            int at = k * PanelWidth;
            int mirrored = (k == 0 ? 0 : n - k) * PanelWidth;
            for (int b = 0; b < PanelWidth; b += Vector<double>.Count)
            {
                Vector<double> real = oneHalf * new Vector<double>(panels.Signal.Real, at + b);
                Vector<double> imaginary = oneHalf * new Vector<double>(panels.Signal.Imaginary, at + b);
                Vector<double> mirroredReal = oneHalf * new Vector<double>(panels.Signal.Real, mirrored + b);
                Vector<double> mirroredImaginary = oneHalf * new Vector<double>(panels.Signal.Imaginary, mirrored + b);
                (real + mirroredReal).CopyTo(panels.First.Real, at + b);
                (imaginary - mirroredImaginary).CopyTo(panels.First.Imaginary, at + b);
                (imaginary + mirroredImaginary).CopyTo(panels.Second.Real, at + b);
                (mirroredReal - real).CopyTo(panels.Second.Imaginary, at + b);
            }
        }
    }

    /// <summary>The way back: Z(k) = X(k) + iY(k), Z(n − k) = X*(k) + iY*(k).</summary>
    [MethodImpl(HotLoop.Options)]
    private static void Join(Panels panels, int n)
    {
        for (int k = 0; k <= n / 2; k++)
        {
            int at = k * PanelWidth;
            int mirrored = (k == 0 ? 0 : n - k) * PanelWidth;
            for (int b = 0; b < PanelWidth; b += Vector<double>.Count)
            {
                Vector<double> firstReal = new(panels.First.Real, at + b);
                Vector<double> firstImaginary = new(panels.First.Imaginary, at + b);
                Vector<double> secondReal = new(panels.Second.Real, at + b);
                Vector<double> secondImaginary = new(panels.Second.Imaginary, at + b);
                (firstReal + secondImaginary).CopyTo(panels.Signal.Real, mirrored + b);
                (secondReal - firstImaginary).CopyTo(panels.Signal.Imaginary, mirrored + b);
                (firstReal - secondImaginary).CopyTo(panels.Signal.Real, at + b);
                (firstImaginary + secondReal).CopyTo(panels.Signal.Imaginary, at + b);
            }
        }
    }

    private sealed class Panels(ComplexPanel signal, ComplexPanel scratch, ComplexPanel first, ComplexPanel second)
    {
        /// <summary>Exchanged with <see cref="Scratch"/> by every transform.</summary>
        public ComplexPanel Signal = signal;

        public ComplexPanel Scratch = scratch;

        public ComplexPanel First { get; } = first;

        public ComplexPanel Second { get; } = second;
    }
}
