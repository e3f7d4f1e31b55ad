using IvifMl.Imaging;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>What a joint training reads and shows.</summary>
internal static class JointPictures
{
    /// <summary>How many pictures a sheet of samples shows at most.</summary>
    public const int SampleCount = 8;

    /// <summary>Throws unless all are pairs.</summary>
    /// <exception cref="ArgumentException">One is a single picture; the message names it.</exception>
    public static void RequirePairs(IEnumerable<DetectorPicture> pictures)
    {
        if (pictures.FirstOrDefault(picture => !picture.Views.Contains(DetectorView.Infrared)) is { } single)
        {
            throw new ArgumentException($"'{single.Name}' is a single picture; joint training fuses, so it needs pairs. Make them with DetectorPictures.FromPairs, FromScenes or DetectorPicture.OfFusedPair.", nameof(pictures));
        }
    }

    /// <summary>A pair as the picture that users of the fusion would see, with all objects that count in fusions.</summary>
    public static DetectorPicture Fuse(DetectorPicture pair, FusionNetwork network, Device device)
    {
        RasterImage visible = pair.Show(DetectorView.Visible);
        Plane fused = FusionValidation.Fuse(network, new(pair.Name, Bt601.Luminance(pair.Show(DetectorView.Infrared)), Bt601.Luminance(visible)), device);
        return DetectorPicture.Of(pair.Name, Bt601.WithLuminance(visible, fused), [.. pair.Boxes.Select(box => box with { InVisible = true, InInfrared = true })]);
    }
}
