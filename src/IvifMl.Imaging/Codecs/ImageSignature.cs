namespace IvifMl.Imaging;

/// <summary>Tells formats by their first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>The format of the bytes, or the reason why they are none.</summary>
    /// <exception cref="ImageFormatException">No bytes, or none of the formats.</exception>
    public static ImageFormat Require(ReadOnlySpan<byte> encoded, string name)
    {
        if (encoded.IsEmpty)
        {
            throw new ImageFormatException(name, "the file is empty. Copy or record it again.");
        }

        if (encoded.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']))
        {
            return ImageFormat.Png;
        }

        if (encoded.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }

        if (encoded.StartsWith("II*\0"u8) || encoded.StartsWith("MM\0*"u8) || encoded.StartsWith("II+\0"u8) || encoded.StartsWith("MM\0+"u8))
        {
            return ImageFormat.Tiff;
        }

        if (encoded.StartsWith("RIFF"u8) && encoded.Length >= 12 && encoded[8..12].SequenceEqual("WEBP"u8))
        {
            return ImageFormat.WebP;
        }

        if (encoded.StartsWith("BM"u8))
        {
            return ImageFormat.Bmp;
        }

        throw new ImageFormatException(name, "this is no PNG, JPEG, TIFF, WebP or BMP image. Check the file; other formats need converting first.");
    }
}
