namespace IvifMl.Metrics;

/// <summary>The window over which SSIM takes its local means.</summary>
public enum SsimWindow
{
    /// <summary>Gaussian, 11 × 11, σ = 1.5: the paper's.</summary>
    Gaussian11,

    /// <summary>Equal weights, 7 × 7: scikit-image's default.</summary>
    Uniform7,
}

/// <summary>How SSIM is computed; the defaults are the definition of the paper for 8-bit images, summed over both sources.</summary>
public sealed record SsimOptions
{
    /// <summary>The range of the levels unless told otherwise: 255.</summary>
    public const double DefaultDynamicRange = 255;

    /// <summary>The paper's options.</summary>
    public static SsimOptions Default { get; } = new();

    /// <summary>The local window.</summary>
    /// <value>The default value is <see cref="SsimWindow.Gaussian11"/>.</value>
    public SsimWindow Window { get; init; } = SsimWindow.Gaussian11;

    /// <summary>
    /// L in C₁ = (0.01 L)² and C₂ = (0.03 L)². Evaluators that let a library guess it from floating-point input take 2 for levels
    /// of 0–255, which all but removes the two constants.
    /// </summary>
    /// <value>The default value is 255.</value>
    public double DynamicRange { get; init; } = DefaultDynamicRange;

    /// <summary>Whether local variances are divided by n − 1 instead of n.</summary>
    /// <value>The default value is false.</value>
    public bool SampleCovariance { get; init; }

    /// <summary>Whether the two sources' values are averaged instead of summed.</summary>
    /// <value>The default value is false.</value>
    public bool Mean { get; init; }

    /// <summary>Whether windows that reach over the border count too, with the nearest pixel outside, as MATLAB's ssim has it.</summary>
    /// <value>The default value is false: whole windows only.</value>
    public bool KeepsSize { get; init; }

    /// <summary>The window's weights in one direction.</summary>
    internal double[] Kernel => Window == SsimWindow.Gaussian11 ? GaussianKernel.Of(11, 1.5) : GaussianKernel.Uniform(7);

    /// <summary>What local (co)variances are multiplied with.</summary>
    internal double CovarianceScale
    {
        get
        {
            double count = Window == SsimWindow.Gaussian11 ? 121 : 49;
            return SampleCovariance ? count / (count - 1) : 1;
        }
    }

    /// <summary>Refuses options that mean nothing.</summary>
    /// <exception cref="InvalidOperationException">The dynamic range is not positive and finite.</exception>
    public void Validate()
    {
        if (!(DynamicRange > 0 && double.IsFinite(DynamicRange)))
        {
            throw new InvalidOperationException($"SSIM's DynamicRange is {DynamicRange}; it must be positive and finite, 255 for 8-bit levels.");
        }
    }
}
