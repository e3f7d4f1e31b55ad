namespace IvifMl.Imaging;

/// <summary>
/// Reads and writes image files. Implementations are thread-safe. <see cref="ImageCodecs.Default"/> is the one over libvips.
/// </summary>
public interface IImageCodec
{
    /// <summary>Name and version of the engine under the codec, such as "libvips 8.18.0".</summary>
    string EngineVersion { get; }

    /// <summary>Decodes a file; the result is upright (EXIF orientation applied).</summary>
    /// <param name="path">A PNG, JPEG, TIFF, WebP or BMP file; the content decides, not the extension.</param>
    /// <returns>Gray, RGB or RGBA. Gray + alpha becomes gray, a palette RGB, 1–4 bits 8 bits, CMYK and Lab 8-bit RGB, signed and 32-bit integers float.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ImageFormatException">The file is no image, damaged, truncated, or beyond the size limits.</exception>
    RasterImage Read(string path);

    /// <summary>Decodes bytes in memory; see <see cref="Read"/>.</summary>
    /// <param name="encoded">The content of an image file.</param>
    /// <param name="name">What messages call it: a file name, an address, a row.</param>
    /// <exception cref="ImageFormatException">The bytes are no image, damaged, truncated, or beyond the size limits.</exception>
    RasterImage Decode(ReadOnlySpan<byte> encoded, string name);

    /// <summary>Reads a file's header without decoding its pixels.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageFormatException">The file is no image, or beyond the size limits.</exception>
    ImageHeader Identify(string path);

    /// <summary>
    /// Writes a file in the format that its extension names (.png, .jpg, .jpeg, .tif, .tiff). It is written under a temporary
    /// name in the same folder, flushed to the disk and renamed, so that it appears whole or not at all; the temporary file is
    /// removed on failure.
    /// </summary>
    /// <param name="image">The picture.</param>
    /// <param name="path">The file; an existing one is replaced. The folder must exist.</param>
    /// <param name="options">How to encode; null for the defaults.</param>
    /// <exception cref="ImageFormatException">The extension names no format that can be written, or the format cannot hold the sample type.</exception>
    /// <exception cref="IOException">The folder is absent, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to, or the path is a folder.</exception>
    void Write(RasterImage image, string path, EncodeOptions? options = null);

    /// <summary>Encodes to memory.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="format">PNG, JPEG or TIFF.</param>
    /// <param name="options">How to encode; null for the defaults.</param>
    /// <exception cref="ImageFormatException">The format cannot be written or cannot hold the sample type.</exception>
    byte[] Encode(RasterImage image, ImageFormat format, EncodeOptions? options = null);
}
