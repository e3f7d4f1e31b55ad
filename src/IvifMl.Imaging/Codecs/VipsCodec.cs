using System.Buffers;
using IvifMl.Imaging.Native;

namespace IvifMl.Imaging;

/// <summary>The codec over libvips.</summary>
/// <remarks>
/// Files are read whole and decoded from memory, so that a file that shrinks meanwhile gives an error instead of a fault, and
/// decoded straight into the array of the image. libvips' cache is off: memory stays flat over any number of files.
/// </remarks>
public sealed class VipsCodec : IImageCodec
{
    private readonly DecodeLimits _limits;

    /// <summary>A codec with the given limits.</summary>
    /// <param name="limits">What headers may claim; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit below 1.</exception>
    public VipsCodec(DecodeLimits? limits = null)
    {
        _limits = limits ?? new DecodeLimits();
        _limits.Validate();
    }

    /// <inheritdoc/>
    public string EngineVersion => VipsLibrary.Version;

    /// <inheritdoc/>
    public RasterImage Read(string path) => WithContent(path, content => VipsDecoder.Decode(content, path, _limits));

    /// <inheritdoc/>
    public RasterImage Decode(ReadOnlySpan<byte> encoded, string name) => VipsDecoder.Decode(encoded, name, _limits);

    /// <inheritdoc/>
    public ImageHeader Identify(string path) => WithContent(path, content => VipsDecoder.Identify(content, path, _limits));

    /// <inheritdoc/>
    public void Write(RasterImage image, string path, EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ImageFormat format = FormatOf(path);
        VipsEncoder.Encode(image, format, options ?? new EncodeOptions(), path, encoded =>
        {
            AtomicFile.Write(path, encoded);
            return 0;
        });
    }

    /// <inheritdoc/>
    public byte[] Encode(RasterImage image, ImageFormat format, EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        return VipsEncoder.Encode(image, format, options ?? new EncodeOptions(), format.ToString(), encoded => encoded.ToArray());
    }

    private static ImageFormat FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".PNG" => ImageFormat.Png,
        ".JPG" or ".JPEG" => ImageFormat.Jpeg,
        ".TIF" or ".TIFF" => ImageFormat.Tiff,
        string other => throw new ImageFormatException(path, $"cannot write the extension '{other}'. Use .png, .jpg, .jpeg, .tif or .tiff."),
    };

    private static T WithContent<T>(string path, Func<ReadOnlySpan<byte>, T> use)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw Directory.Exists(path)
                ? new ImageFormatException(path, "this is a folder, not an image.")
                : new FileNotFoundException($"There is no file '{path}'.", path);
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (file.Length > Array.MaxLength)
        {
            throw new ImageFormatException(path, $"the file has {file.Length:N0} bytes; at most 2 GiB can be read.");
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)file.Length);
        try
        {
            int length = file.ReadAtLeast(buffer.AsSpan(0, (int)file.Length), (int)file.Length, throwOnEndOfStream: false);
            return use(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
