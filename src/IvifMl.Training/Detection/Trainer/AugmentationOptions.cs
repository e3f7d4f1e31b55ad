namespace IvifMl.Training;

/// <summary>How pictures are varied before a detector sees them. All is drawn from the training's seed.</summary>
public sealed record AugmentationOptions
{
    /// <summary>Whether half of the pictures are mirrored.</summary>
    /// <value>The default value is true.</value>
    public bool Flip { get; init; } = true;

    /// <summary>The least factor on the size that a whole picture has in the model's input.</summary>
    /// <value>The default value is 0.6.</value>
    public double SmallestScale { get; init; } = 0.6;

    /// <summary>The largest factor.</summary>
    /// <value>The default value is 1.6.</value>
    public double LargestScale { get; init; } = 1.6;

    /// <summary>Share of the crops that are put together from four pictures (YOLOv4's mosaic; Bochkovskiy et al. 2020).</summary>
    /// <value>The default value is 0.3.</value>
    public double Mosaic { get; init; } = 0.3;

    /// <summary>Brightness moves by at most this, of a range of 1.</summary>
    /// <value>The default value is 0.1.</value>
    public double Brightness { get; init; } = 0.1;

    /// <summary>Contrast about the middle gray changes by at most this share.</summary>
    /// <value>The default value is 0.3.</value>
    public double Contrast { get; init; } = 0.3;

    /// <summary>Values are raised to a power between 1/(1 + this) and 1 + this.</summary>
    /// <value>The default value is 0.4.</value>
    public double Gamma { get; init; } = 0.4;

    /// <summary>A third of the pictures get Gaussian noise of at most this standard deviation.</summary>
    /// <value>The default value is 0.03.</value>
    public double Noise { get; init; } = 0.03;

    /// <summary>Nothing is varied but the place of the crop.</summary>
    public static AugmentationOptions None { get; } = new() { Flip = false, SmallestScale = 1, LargestScale = 1, Mosaic = 0, Brightness = 0, Contrast = 0, Gamma = 0, Noise = 0 };

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value out of range.</exception>
    public void Validate()
    {
        OptionRange.Between(SmallestScale, 0.1, 10, nameof(SmallestScale));
        OptionRange.Between(LargestScale, SmallestScale, 10, nameof(LargestScale));
        OptionRange.Between(Mosaic, 0, 1, nameof(Mosaic));
        OptionRange.Between(Brightness, 0, 1, nameof(Brightness));
        OptionRange.Between(Contrast, 0, 1, nameof(Contrast));
        OptionRange.Between(Gamma, 0, 10, nameof(Gamma));
        OptionRange.Between(Noise, 0, 1, nameof(Noise));
    }
}
