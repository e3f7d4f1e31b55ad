namespace IvifMl.Metrics;

/// <summary>One-dimensional Gaussian weights that sum to 1; the outer product of two is the two-dimensional window.</summary>
internal static class GaussianKernel
{
    /// <summary>Weights at the integers around the centre, as MATLAB's fspecial('gaussian', size, sigma) has them.</summary>
    public static double[] Of(int size, double sigma) => Sampled(size, sigma, (size - 1) / 2.0);

    /// <summary>
    /// Weights at <paramref name="size"/> places spread evenly over −size/2 … size/2: the step is size/(size−1) instead of 1,
    /// so the window is a little too narrow. One published evaluator has it so.
    /// </summary>
    public static double[] Stretched(int size, double sigma) => Sampled(size, sigma, size / 2.0);

    /// <summary>Equal weights.</summary>
    public static double[] Uniform(int size)
    {
        double[] kernel = new double[size];
        Array.Fill(kernel, 1.0 / size);
        return kernel;
    }

    private static double[] Sampled(int size, double sigma, double reach)
    {
        double[] kernel = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            double x = size == 1 ? 0 : (2 * reach * i / (size - 1)) - reach;
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
