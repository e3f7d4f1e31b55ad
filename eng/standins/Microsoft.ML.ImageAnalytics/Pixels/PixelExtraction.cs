using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Copies the channels of an image into planes, or pixel by pixel.</summary>
internal static class PixelExtraction
{
    public static void Extract(MLImage image, ExtractSettings settings, Span<float> values)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        (int step, int plane) = Layout(settings, pixels.Length / 4);
        for (int c = 0; c < settings.Channels.Length; c++)
        {
            int to = c * plane;
            for (int from = Offset(settings.Channels[c], image.PixelFormat); from < pixels.Length; from += 4, to += step)
            {
                values[to] = (pixels[from] - settings.Offset) * settings.Scale;
            }
        }
    }

    public static void Extract(MLImage image, ExtractSettings settings, Span<byte> values)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        (int step, int plane) = Layout(settings, pixels.Length / 4);
        for (int c = 0; c < settings.Channels.Length; c++)
        {
            int to = c * plane;
            for (int from = Offset(settings.Channels[c], image.PixelFormat); from < pixels.Length; from += 4, to += step)
            {
                values[to] = pixels[from];
            }
        }
    }

    // How far the next pixel, and how far the next channel is away.
    private static (int Step, int Plane) Layout(ExtractSettings settings, int pixels) =>
        settings.Interleaved ? (settings.Channels.Length, 1) : (1, pixels);

    private static int Offset(char channel, MLPixelFormat order) => (channel, order) switch
    {
        ('A', _) => 3,
        ('G', _) => 1,
        ('R', MLPixelFormat.Rgba32) or ('B', MLPixelFormat.Bgra32) => 0,
        _ => 2,
    };
}
