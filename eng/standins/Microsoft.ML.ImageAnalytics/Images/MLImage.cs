using Microsoft.ML.ImageAnalytics.Vips;

namespace Microsoft.ML.Data;

/// <summary>A picture in memory: four bytes a pixel, row by row, alpha last and multiplied in.</summary>
public sealed class MLImage : IDisposable
{
    private readonly int _width;
    private readonly int _height;
    private readonly MLPixelFormat _format;

    // Managed memory, so that a span over it keeps it alive; let go when the image is disposed.
    private byte[] _pixels;
    private string _tag;

    /// <summary>Takes the pixels over, without a copy.</summary>
    internal MLImage(byte[] pixels, int width, int height, MLPixelFormat format)
    {
        (_pixels, _width, _height, _format) = (pixels, width, height, format);
    }

    public MLPixelFormat PixelFormat => WhileAlive(_format);

    public ReadOnlySpan<byte> Pixels => Alive();

    public int Width => WhileAlive(_width);

    public int Height => WhileAlive(_height);

    public int BitsPerPixel => WhileAlive(32);

    /// <summary>Blue, green, red of every pixel, as they were before alpha was multiplied in.</summary>
    public byte[] GetBGRPixels
    {
        get
        {
            byte[] pixels = Alive();
            int blue = _format == MLPixelFormat.Bgra32 ? 0 : 2;
            byte[] result = new byte[pixels.Length / 4 * 3];
            for (int from = 0, to = 0; from < pixels.Length; from += 4, to += 3)
            {
                byte alpha = pixels[from + 3];
                result[to] = Premultiplied.Divide(pixels[from + blue], alpha);
                result[to + 1] = Premultiplied.Divide(pixels[from + 1], alpha);
                result[to + 2] = Premultiplied.Divide(pixels[from + 2 - blue], alpha);
            }

            return result;
        }
    }

    public string Tag
    {
        get => WhileAlive(_tag);
        set => _tag = WhileAlive(value);
    }

    /// <summary>Decodes PNG, JPEG or WebP.</summary>
    /// <exception cref="ArgumentException">The stream holds no picture.</exception>
    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        if (imageStream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> buffer))
        {
            ReadOnlySpan<byte> rest = buffer.AsSpan((int)memory.Position);
            memory.Position = memory.Length;
            return Decode(rest, "The stream", nameof(imageStream));
        }

        using var copy = new MemoryStream();
        imageStream.CopyTo(copy);
        return Decode(copy.GetBuffer().AsSpan(0, (int)copy.Length), "The stream", nameof(imageStream));
    }

    /// <summary>Decodes a PNG, JPEG or WebP file.</summary>
    /// <exception cref="ArgumentException">There is no such file, or it holds no picture.</exception>
    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        byte[] file;
        try
        {
            file = File.ReadAllBytes(imagePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"'{imagePath}' cannot be read: {e.Message}", nameof(imagePath), e);
        }

        return Decode(file, $"'{imagePath}'", nameof(imagePath));
    }

    /// <summary>An image with a copy of the pixels.</summary>
    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
        {
            throw new ArgumentException($"The pixel format is {pixelFormat}; an image is Bgra32 or Rgba32.", nameof(pixelFormat));
        }

        if (width <= 0)
        {
            throw new ArgumentException($"The width is {width}; it must be positive.", nameof(width));
        }

        if (height <= 0)
        {
            throw new ArgumentException($"The height is {height}; it must be positive.", nameof(height));
        }

        if (imagePixelData.Length != 4L * width * height)
        {
            throw new ArgumentException($"{imagePixelData.Length} bytes were given; {width}×{height} pixels take {4L * width * height}.", nameof(imagePixelData));
        }

        return new MLImage(imagePixelData.ToArray(), width, height, pixelFormat);
    }

    /// <summary>Writes a file in the format of its extension: .png, .jpg, .jpeg or .webp.</summary>
    /// <exception cref="ArgumentException">The extension is another.</exception>
    public void Save(string imagePath)
    {
        byte[] pixels = Alive();
        File.WriteAllBytes(imagePath, PictureEncoder.Encode(pixels, _width, _height, _format, PictureEncoder.FormatOf(imagePath)));
    }

    public void Dispose() => _pixels = null;

    /// <param name="what">What is decoded, for the error.</param>
    internal static MLImage Decode(ReadOnlySpan<byte> file, string what, string parameter) =>
        PictureDecoder.TryDecode(file, out int width, out int height, out string reason) is { } pixels
            ? new MLImage(pixels, width, height, MLPixelFormat.Bgra32)
            : throw new ArgumentException($"{what} is no picture that can be decoded: {reason}.", parameter);

    private T WhileAlive<T>(T value)
    {
        _ = Alive();
        return value;
    }

    private byte[] Alive() => _pixels ?? throw new InvalidOperationException("The image is disposed.");
}
