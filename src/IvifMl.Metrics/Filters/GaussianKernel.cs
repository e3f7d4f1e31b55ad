namespace IvifMl.Metrics;

/// <summary>One-dimensional Gaussian weights that sum to 1; the outer product of two is the two-dimensional window.</summary>
internal static class GaussianKernel
{
    /// <summary>Weights at the integers around the centre, as MATLAB's fspecial('gaussian', size, sigma) has them.</summary>
    public static double[] Of(int size, double sigma) => Sampled(size, sigma, (size - 1) / -2.0, 1);

    /// <summary>
    /// Weights at <paramref name="size"/> places spread evenly over −(size + 1)/2 … (size − 1)/2: half a pixel off the centre, with a
    /// step a little above 1. One published evaluator has it so.
    /// </summary>
    public static double[] Stretched(int size, double sigma) => Sampled(size, sigma, (size + 1) / -2.0, size / (size - 1.0));

    /// <summary>Weights at the integers around the centre, not scaled to sum to 1 but to the continuous Gaussian's own height.</summary>
    public static double[] Density(int size, double sigma)
    {
        double[] kernel = new double[size];
        for (int i = 0; i < size; i++)
        {
            double x = i - ((size - 1) / 2.0);
            kernel[i] = Math.Exp(-x * x / (2 * sigma * sigma)) / (Math.Sqrt(2 * Math.PI) * sigma);
        }

        return kernel;
    }

    /// <summary>Equal weights.</summary>
    public static double[] Uniform(int size)
    {
        double[] kernel = new double[size];
        Array.Fill(kernel, 1.0 / size);
        return kernel;
    }

    private static double[] Sampled(int size, double sigma, double start, double step)
    {
        double[] kernel = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            double x = start + (i * step);
            kernel[i] = Math.Exp(-x * x / (2 * sigma * sigma));
            sum += kernel[i];
        }

        for (int i = 0; i < size; i++)
        {
            kernel[i] /= sum;
        }

        return kernel;
    }
}
