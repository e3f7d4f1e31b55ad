using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Losses;

/// <summary>Pictures for the losses.</summary>
internal static class Scenes
{
    /// <summary>Three [2, 1, side, side] pictures of float64 in 0.1–0.9 by formula, without ties.</summary>
    public static (Tensor Fused, Tensor Infrared, Tensor Visible) Smooth(int side)
        => (Wave(side, 0.31, 0.17, 0.4), Wave(side, 0.23, 0.29, 1.9), Wave(side, 0.41, 0.11, 3.3));

    /// <summary>A constant picture, [1, 1, side, side].</summary>
    public static Tensor Flat(double level, int side = 48) => full([1, 1, side, side], level, dtype: ScalarType.Float64);

    /// <summary>A [1, 1, H, W] picture of rows.</summary>
    public static Tensor Rows(double[,] rows) => tensor(rows).view(1, 1, rows.GetLength(0), rows.GetLength(1));

    /// <summary>A real pair with its average and its maximum as fused pictures, as tensors and as the metrics see them.</summary>
    public static IEnumerable<(FusionImages Images, Tensor Fused, Tensor Infrared, Tensor Visible)> Real(TestPair pair)
    {
        Plane infrared = Gray(pair.ReadInfrared());
        Plane visible = Gray(pair.ReadVisible());
        foreach (Func<float, float, float> combine in (Func<float, float, float>[])[(a, b) => MathF.Floor((a + b) * 127.5f) / 255, Math.Max])
        {
            float[] fused = [.. infrared.Array.Zip(visible.Array, combine)];
            FusionImages images = FusionImages.FromPlanes(infrared, visible, new(infrared.Height, infrared.Width, fused));
            yield return (images, OfLevels(images.Fused), OfLevels(images.Infrared), OfLevels(images.Visible));
        }
    }

    private static Plane Gray(RasterImage picture) => Bt601.Luminance(picture);

    private static Tensor OfLevels(GrayImage image)
        => tensor(Array.ConvertAll(image.Levels.ToArray(), level => level / 255f), [1, 1, image.Height, image.Width]);

    private static Tensor Wave(int side, double across, double down, double phase)
    {
        double[] values = new double[2 * side * side];
        for (int i = 0; i < values.Length; i++)
        {
            double x = i % side;
            double y = i / side;
            values[i] = 0.5 + (0.25 * Math.Sin((across * x) + (down * y) + phase)) + (0.15 * Math.Sin((0.7 * x * phase) - (1.3 * y)));
        }

        return tensor(values, [2, 1, side, side]);
    }
}
