using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>A resized copy of an image: nearest pixels when the whole picture is stretched, cubic when its shape is kept.</summary>
internal static class ImageScaler
{
    public static MLImage Resize(MLImage image, int width, int height, ImageResizingEstimator.ResizingKind kind, ImageResizingEstimator.Anchor anchor)
    {
        if (kind == ImageResizingEstimator.ResizingKind.Fill)
        {
            return new MLImage(Nearest(image.Pixels, image.Width, image.Height, width, height), width, height, image.PixelFormat) { Tag = image.Tag };
        }

        byte[] result = Cubic(image.Pixels, image.Width, width, height,
            Placement.Of(image.Width, image.Height, width, height, kind, anchor), image.Height);
        if (image.PixelFormat == MLPixelFormat.Rgba32)
        {
            ExchangeRedAndBlue(result);
        }

        return new MLImage(result, width, height, MLPixelFormat.Bgra32) { Tag = image.Tag };
    }

    private static void ExchangeRedAndBlue(byte[] pixels)
    {
        for (int i = 0; i < pixels.Length; i += 4)
        {
            (pixels[i], pixels[i + 2]) = (pixels[i + 2], pixels[i]);
        }
    }

    private static byte[] Nearest(ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight, int width, int height)
    {
        byte[] result = GC.AllocateUninitializedArray<byte>(checked(4 * width * height));
        for (int y = 0; y < height; y++)
        {
            int row = (int)((2L * y + 1) * sourceHeight / (2L * height)) * sourceWidth;
            for (int x = 0; x < width; x++)
            {
                int column = (int)((2L * x + 1) * sourceWidth / (2L * width));
                source.Slice(4 * (row + column), 4).CopyTo(result.AsSpan(4 * (y * width + x)));
            }
        }

        return result;
    }

    private static byte[] Cubic(ReadOnlySpan<byte> source, int sourceWidth, int width, int height, Placement placement, int sourceHeight)
    {
        Taps across = Taps.Along(sourceWidth, placement.X, placement.Width, width);
        Taps down = Taps.Along(sourceHeight, placement.Y, placement.Height, height);
        byte[] result = new byte[checked(4 * width * height)];
        for (int alpha = 3; alpha < result.Length; alpha += 4)
        {
            result[alpha] = byte.MaxValue;
        }

        Span<float> sum = stackalloc float[4];
        for (int y = down.First; y < down.End; y++)
        {
            for (int x = across.First; x < across.End; x++)
            {
                sum.Clear();
                for (int i = Taps.Count * y; i < Taps.Count * (y + 1); i++)
                {
                    for (int j = Taps.Count * x; j < Taps.Count * (x + 1); j++)
                    {
                        Add(source.Slice(4 * (down.Places[i] * sourceWidth + across.Places[j]), 4), down.Weights[i] * across.Weights[j], sum);
                    }
                }

                Span<byte> pixel = result.AsSpan(4 * (y * width + x), 4);
                for (int c = 0; c < pixel.Length; c++)
                {
                    pixel[c] = (byte)Math.Clamp(sum[c] + 0.5f, 0, byte.MaxValue);
                }
            }
        }

        return result;
    }

    private static void Add(ReadOnlySpan<byte> pixel, float weight, Span<float> sum)
    {
        for (int c = 0; c < sum.Length; c++)
        {
            sum[c] += weight * pixel[c];
        }
    }
}
