using System.Runtime.CompilerServices;

namespace IvifMl.Imaging;

/// <summary>The eight EXIF orientations: 1 upright, 2 mirrored, 3 turned by 180°, 4 flipped, 5–8 the same with rows and columns swapped.</summary>
internal static class Orientation
{
    public const int Upright = 1;
    public const int FirstTransposed = 5;

    /// <summary>The upright picture; the same one when the orientation is 1.</summary>
    public static RasterImage Apply(RasterImage image, int orientation)
    {
        if (orientation is <= Upright or > 8)
        {
            return image;
        }

        bool transposed = orientation >= FirstTransposed;
        RasterImage upright = RasterImage.Uninitialized(
            transposed ? image.Width : image.Height, transposed ? image.Height : image.Width, image.Channels, image.SampleType);
        switch (image.SampleType)
        {
            case SampleType.UInt8: Move(image, image.Bytes, upright, upright.Bytes, orientation); break;
            case SampleType.UInt16: Move(image, image.UInt16Samples, upright, upright.UInt16Samples, orientation); break;
            default: Move(image, image.SingleSamples, upright, upright.SingleSamples, orientation); break;
        }

        return upright;
    }

    private static void Move<T>(RasterImage image, Span<T> from, RasterImage upright, Span<T> to, int orientation)
    {
        int channels = image.Channels;
        for (int y = 0; y < upright.Height; y++)
        {
            for (int x = 0; x < upright.Width; x++)
            {
                (int row, int column) = Source(orientation, y, x, image.Height - 1, image.Width - 1);
                int source = ((row * image.Width) + column) * channels;
                from.Slice(source, channels).CopyTo(to.Slice(((y * upright.Width) + x) * channels, channels));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Row, int Column) Source(int orientation, int y, int x, int lastRow, int lastColumn) => orientation switch
    {
        2 => (y, lastColumn - x),
        3 => (lastRow - y, lastColumn - x),
        4 => (lastRow - y, x),
        5 => (x, y),
        6 => (lastRow - x, y),
        7 => (lastRow - x, lastColumn - y),
        _ => (x, lastColumn - y),
    };
}
