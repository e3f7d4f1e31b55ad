using IvifMl.Imaging;

namespace IvifMl.FusionStudy;

/// <summary>A pair of the study: luminances rounded to 8 bits, as every evaluation of the field has them.</summary>
internal sealed record StudyPair(string Name, Plane Infrared, Plane Visible)
{
    public static StudyPair Read(ImagePair pair) => new(pair.Name, Luminance(pair.InfraredPath), Luminance(pair.VisiblePath));

    public static Plane Luminance(string path)
    {
        Plane plane = Bt601.Luminance(ImageCodecs.Default.Read(path));
        Round(plane);
        return plane;
    }

    public static void Round(Plane plane)
    {
        foreach (ref float value in plane.Values)
        {
            value = MathF.Round(value * 255) / 255;
        }
    }
}
