using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>One object of a pair.</summary>
/// <param name="Fact">What it is: <see cref="CaptionFacts.Person"/>, <see cref="CaptionFacts.Car"/> …</param>
/// <param name="X0">First column.</param>
/// <param name="Y0">First row.</param>
/// <param name="X1">Column after the last.</param>
/// <param name="Y1">Row after the last.</param>
/// <param name="SeenInVisible">Whether the visible picture shows it: neither smoke nor darkness hides it.</param>
internal readonly record struct PoolBox(CaptionFacts Fact, int X0, int Y0, int X1, int Y1, bool SeenInVisible);

/// <summary>A registered pair with its good fusion and what is known about it; pixels are bytes, row-major.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Visible">RGB, interleaved.</param>
/// <param name="Infrared">Gray.</param>
/// <param name="Fused">Gray: the output of the shipped fusion pyramid.</param>
/// <param name="Facts">Time, place and air.</param>
/// <param name="Boxes">Its objects; null where nobody has labelled them.</param>
internal sealed record PoolPair(string Name, int Height, int Width, byte[] Visible, byte[] Infrared, byte[] Fused, CaptionFacts Facts, IReadOnlyList<PoolBox>? Boxes)
{
    /// <summary>Makes the pool's form of a pair.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="visible">The visible picture.</param>
    /// <param name="infrared">The tone-mapped infrared picture, 0–1.</param>
    /// <param name="fusion">The fusion.</param>
    /// <param name="facts">Time, place and air.</param>
    /// <param name="boxes">Its objects, or null.</param>
    public static PoolPair Of(string name, RasterImage visible, Plane infrared, FusionModel fusion, CaptionFacts facts, IReadOnlyList<PoolBox>? boxes)
    {
        Plane fused = fusion.Score(infrared, Bt601.Luminance(visible));
        return new(name, visible.Height, visible.Width, RasterConversion.ToRgb8(visible).Bytes.ToArray(), Bytes(infrared), Bytes(fused), facts, boxes);
    }

    private static byte[] Bytes(Plane plane) => Bt601.ToGray(plane).Bytes.ToArray();
}

/// <summary>A part of a picture.</summary>
internal readonly record struct Window(int Y, int X, int Height, int Width);
