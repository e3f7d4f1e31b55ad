using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Where on the resized picture the whole source comes to lie; it may be larger than the picture (cropped) or smaller (padded).</summary>
internal readonly record struct Placement(int X, int Y, int Width, int Height)
{
    public static Placement Of(
        int sourceWidth, int sourceHeight, int width, int height, ImageResizingEstimator.ResizingKind kind, ImageResizingEstimator.Anchor anchor)
    {
        if (kind == ImageResizingEstimator.ResizingKind.Fill)
        {
            return new Placement(0, 0, width, height);
        }

        // Single precision and truncation as in the official package, so that sizes agree to the pixel.
        float across = (float)width / sourceWidth, down = (float)height / sourceHeight;
        bool pad = kind == ImageResizingEstimator.ResizingKind.IsoPad;
        bool fitsHeight = down < across == pad;
        float scale = fitsHeight ? down : across;
        float freeX = fitsHeight ? width - sourceWidth * scale : 0;
        float freeY = fitsHeight ? 0 : height - sourceHeight * scale;
        (float left, float top) = pad ? (0.5f, 0.5f) : anchor switch
        {
            ImageResizingEstimator.Anchor.Left => (0f, 0.5f),
            ImageResizingEstimator.Anchor.Right => (1f, 0.5f),
            ImageResizingEstimator.Anchor.Top => (0.5f, 0f),
            ImageResizingEstimator.Anchor.Bottom => (0.5f, 1f),
            _ => (0.5f, 0.5f),
        };
        return new Placement((int)(freeX * left), (int)(freeY * top), Math.Max(1, (int)(sourceWidth * scale)), Math.Max(1, (int)(sourceHeight * scale)));
    }
}
