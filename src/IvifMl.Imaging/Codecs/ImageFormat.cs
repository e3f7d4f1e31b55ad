namespace IvifMl.Imaging;

/// <summary>A file format that the codec knows.</summary>
public enum ImageFormat
{
    /// <summary>PNG: 8 or 16 bits, gray, RGB or RGBA, lossless.</summary>
    Png,

    /// <summary>JPEG: 8 bits, gray or RGB, lossy.</summary>
    Jpeg,

    /// <summary>TIFF: 8 or 16 bits or 32-bit float, gray, RGB or RGBA, lossless.</summary>
    Tiff,

    /// <summary>WebP: 8 bits; read only.</summary>
    WebP,

    /// <summary>BMP: 8 bits; read only.</summary>
    Bmp,
}
