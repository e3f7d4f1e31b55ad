using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>Both sources of a pair, decoded, with what all methods of the pair share.</summary>
internal sealed class SourcePictures
{
    private readonly Lazy<GrayImage> _infraredLevels;
    private readonly Lazy<GrayImage> _visibleLevels;

    private SourcePictures(RasterImage infraredAsStored, RasterImage infrared, RasterImage visible)
    {
        (InfraredAsStored, Infrared, Visible) = (infraredAsStored, infrared, visible);
        _infraredLevels = new Lazy<GrayImage>(() => GrayImage.FromPlane(Bt601.Luminance(infrared)));
        _visibleLevels = new Lazy<GrayImage>(() => GrayImage.FromPlane(Bt601.Luminance(visible)));
    }

    /// <summary>The infrared as its file has it: what models take.</summary>
    public RasterImage InfraredAsStored { get; }

    /// <summary>The infrared as a picture: 8-bit files as they are, deeper ones tone-mapped as the fusion does it.</summary>
    public RasterImage Infrared { get; }

    /// <summary>The visible.</summary>
    public RasterImage Visible { get; }

    /// <summary>The infrared's gray levels.</summary>
    public GrayImage InfraredLevels => _infraredLevels.Value;

    /// <summary>The visible's gray levels.</summary>
    public GrayImage VisibleLevels => _visibleLevels.Value;

    /// <summary>Decodes both files.</summary>
    /// <exception cref="IOException">A file is absent or no picture.</exception>
    /// <exception cref="InvalidDataException">The sizes differ.</exception>
    public static SourcePictures Read(ImagePair pair)
    {
        RasterImage infrared = ImageCodecs.Default.Read(pair.InfraredPath);
        RasterImage visible = ImageCodecs.Default.Read(pair.VisiblePath);
        return (infrared.Height, infrared.Width) == (visible.Height, visible.Width)
            ? new SourcePictures(infrared, infrared.SampleType == SampleType.UInt8 ? infrared : Bt601.ToGray(new ThermalToneMapping().Apply(infrared)), visible)
            : throw new InvalidDataException(
                $"the infrared is {infrared.Width}×{infrared.Height}, the visible {visible.Width}×{visible.Height}; metrics compare pixel with pixel. Register the pair and store both in one size.");
    }

    /// <summary>Refuses a fused picture of another size.</summary>
    public void CheckSize(RasterImage fused)
    {
        if ((fused.Height, fused.Width) != (Visible.Height, Visible.Width))
        {
            throw new InvalidDataException(
                $"the fused picture is {fused.Width}×{fused.Height}, the pair {Visible.Width}×{Visible.Height}; metrics compare pixel with pixel. Fuse again in the pair's size.");
        }
    }
}
