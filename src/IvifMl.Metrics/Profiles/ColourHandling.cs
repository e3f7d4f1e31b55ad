namespace IvifMl.Metrics;

/// <summary>What a profile does with images in colour.</summary>
public enum ColourHandling
{
    /// <summary>They become gray by BT.601, rounded to 8 bits.</summary>
    Luminance,

    /// <summary>
    /// Each channel of a colour fused image is scored against the same channel of the sources (gray sources stand for all three), and the three
    /// values are averaged; only SF takes the three channels side by side as one image. VIFB.
    /// </summary>
    PerChannel,
}
