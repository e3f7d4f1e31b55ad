using System.Numerics.Tensors;

namespace IvifMl.Imaging;

/// <summary>A Gaussian blur in two passes; beyond the border the border's value goes on.</summary>
internal static class GaussianBlur
{
    public static Plane Apply(Plane source, float sigma)
    {
        float[] kernel = Kernel(sigma);
        int reach = kernel.Length / 2;
        (int height, int width) = (source.Height, source.Width);
        float[] padded = new float[width + (2 * reach)];
        Plane rows = new(height, width);
        for (int y = 0; y < height; y++)
        {
            Span<float> row = source.Row(y);
            padded.AsSpan(0, reach).Fill(row[0]);
            row.CopyTo(padded.AsSpan(reach));
            padded.AsSpan(reach + width).Fill(row[^1]);
            for (int k = 0; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(padded.AsSpan(k, width), kernel[k], rows.Row(y), rows.Row(y));
            }
        }

        Plane result = new(height, width);
        for (int y = 0; y < height; y++)
        {
            for (int k = 0; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(rows.Row(Math.Clamp(y + k - reach, 0, height - 1)), kernel[k], result.Row(y), result.Row(y));
            }
        }

        return result;
    }

    /// <summary>Weights out to three standard deviations; they sum to 1.</summary>
    private static float[] Kernel(float sigma)
    {
        int reach = Math.Max(1, (int)MathF.Ceiling(3 * sigma));
        float[] kernel = new float[(2 * reach) + 1];
        for (int i = 0; i < kernel.Length; i++)
        {
            float x = (i - reach) / sigma;
            kernel[i] = MathF.Exp(-0.5f * x * x);
        }

        TensorPrimitives.Divide(kernel, TensorPrimitives.Sum(kernel), kernel);
        return kernel;
    }
}
