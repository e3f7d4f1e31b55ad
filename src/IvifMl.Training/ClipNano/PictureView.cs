using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>How a window reaches the image tower: turned, scaled and shifted a little as the loss's patches are, then resized as the loss resizes.</summary>
/// <param name="Degrees">Rotation.</param>
/// <param name="Scale">Enlargement, at least 1.</param>
/// <param name="ShiftY">Shift downwards as a share of the height.</param>
/// <param name="Flip">Whether left and right are exchanged.</param>
internal readonly record struct PictureView(float Degrees, float Scale, float ShiftY, bool Flip)
{
    /// <summary>As it is.</summary>
    public static PictureView Plain { get; } = new(0, 1, 0, false);

    /// <summary>Resamples one plane: linear between four neighbours without antialias, zeros beyond the border where the picture is turned or shifted.</summary>
    /// <param name="plane">The window.</param>
    /// <param name="side">Rows and columns of the result.</param>
    public Plane Apply(Plane plane, int side)
    {
        bool moved = Degrees != 0 || Scale != 1 || ShiftY != 0;
        double angle = Degrees * Math.PI / 180;
        double centre = (side - 1) / 2.0;
        double shift = ShiftY * side;
        double mirror = Flip ? -1 : 1;
        AffineMatrix around = new(
            mirror * Math.Cos(angle) / Scale,
            mirror * -Math.Sin(angle) / Scale,
            0,
            Math.Sin(angle) / Scale,
            Math.Cos(angle) / Scale,
            0);
        AffineMatrix map = AffineMatrix.Translation(-centre, -centre - shift)
            .Then(around)
            .Then(AffineMatrix.Translation(centre, centre))
            .Then(AffineMatrix.BetweenSizes(side, side, plane.Height, plane.Width));
        return PlaneWarp.Affine(plane, map, side, side, moved ? WarpBorder.Fill : WarpBorder.Edge);
    }

    /// <summary>The part of a window that is left in the picture after scaling and shifting; what little turning cuts off is not counted.</summary>
    public Window SeenOf(Window window)
    {
        (int height, int width) = ((int)(window.Height / Scale), (int)(window.Width / Scale));
        int y = window.Y + ((window.Height - height) / 2) - (int)(ShiftY * height);
        int top = Math.Max(y, window.Y);
        return new(top, window.X + ((window.Width - width) / 2), Math.Min(y + height, window.Y + window.Height) - top, width);
    }
}
