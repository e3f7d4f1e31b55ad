using IvifMl.Imaging;
using Microsoft.ML.Data;

namespace IvifMl.Mapping;

/// <summary>Between planes and the flat vectors and shapes that ML.NET's columns carry.</summary>
internal static class PlaneVectors
{
    public static (Plane Infrared, Plane Luminance, RasterImage Visible) Unpack(PairRow row)
    {
        RasterImage visible = Required(row.Visible, "visible").ToRasterImage();
        Plane infrared = Bt601.Luminance(Required(row.Infrared, "infrared").ToRasterImage());
        return (infrared, Bt601.Luminance(visible), visible);
    }

    public static long[] ShapeOf(Plane plane) => [1, 1, plane.Height, plane.Width];

    public static (int Height, int Width) SizeOf(long[] shape) => ((int)shape[^2], (int)shape[^1]);

    public static Plane ToPlane(float[] values, long[] shape)
    {
        (int height, int width) = SizeOf(shape);
        return new Plane(height, width, values);
    }

    private static MLImage Required(MLImage? image, string which) => image
        ?? throw new InvalidOperationException($"A row has no {which} image; FuseInfraredVisible needs both of a pair.");
}
