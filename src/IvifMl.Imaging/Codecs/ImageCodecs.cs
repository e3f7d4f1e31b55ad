namespace IvifMl.Imaging;

/// <summary>The codec that everything uses unless told otherwise.</summary>
public static class ImageCodecs
{
    /// <summary>The codec over libvips, with the default limits. libvips is loaded at the first picture, not before.</summary>
    public static IImageCodec Default { get; } = new VipsCodec();
}
