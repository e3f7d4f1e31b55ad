namespace IvifMl.Imaging;

/// <summary>What can be wrong with a picture.</summary>
public enum DegradationKind
{
    /// <summary>Out of focus: a Gaussian blur.</summary>
    Blur,

    /// <summary>Independent Gaussian noise at each pixel.</summary>
    Noise,

    /// <summary>Values drawn together around their mean.</summary>
    LowContrast,

    /// <summary>Too little light.</summary>
    Darkness,

    /// <summary>Too much light: bright parts run into white.</summary>
    OverExposure,

    /// <summary>A bright veil, thicker towards the upper border, where the distance usually is.</summary>
    Haze,

    /// <summary>Offsets of whole rows or columns, as the read-out of an infrared sensor leaves them.</summary>
    Stripes,
}
