namespace IvifMl.Imaging;

/// <summary>How resizing weighs source values. All of them widen with the factor when scaling down, so that nothing aliases.</summary>
public enum ResizeKernel
{
    /// <summary>Linear between the neighbours (a triangle of radius 1).</summary>
    Bilinear,

    /// <summary>Mean over the covered area (a box of radius ½): for scaling down; scaling up it repeats pixels.</summary>
    Area,

    /// <summary>Cubic convolution with a = −½ (Keys, 1981; radius 2): sharper, overshoots at edges.</summary>
    Bicubic,
}
