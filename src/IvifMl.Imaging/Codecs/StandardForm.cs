using IvifMl.Imaging.Native;

namespace IvifMl.Imaging;

/// <summary>Brings what libvips loaded to gray, RGB or RGBA of 8-bit, 16-bit or float samples.</summary>
internal static class StandardForm
{
    /// <summary>A libvips image that decodes to the standard form; nothing is decoded yet.</summary>
    public static GObjectHandle Of(GObjectHandle stored, string name, out SampleType sampleType, out int channels)
    {
        using GObjectHandle rgb = InRgb(stored);
        using GObjectHandle known = WithoutGrayAlpha(rgb);
        channels = VipsNative.vips_image_get_bands(known);
        if (channels is not (1 or 3 or 4))
        {
            throw new ImageFormatException(name, $"the image has {channels} channels. Save it as gray, RGB or RGBA.");
        }

        BandFormat format = VipsNative.vips_image_get_format(known);
        switch (format)
        {
            case BandFormat.Complex or BandFormat.DoubleComplex:
                throw new ImageFormatException(name, "the image has complex samples. Save its real part or its magnitude.");
            case BandFormat.UChar or BandFormat.UShort or BandFormat.Float:
                sampleType = format switch { BandFormat.UChar => SampleType.UInt8, BandFormat.UShort => SampleType.UInt16, _ => SampleType.Float32 };
                return SameImage(known);
            default:
                sampleType = SampleType.Float32;
                using (VipsOperation cast = new("cast"))
                {
                    return cast.Set("in", known).Set("format", "float").BuildImage();
                }
        }
    }

    private static GObjectHandle InRgb(GObjectHandle stored)
    {
        if (VipsNative.vips_image_get_interpretation(stored) is not (Interpretation.Cmyk or Interpretation.Lab or Interpretation.LabQ
            or Interpretation.LabS or Interpretation.Xyz or Interpretation.Lch or Interpretation.Cmc or Interpretation.Yxy or Interpretation.Hsv))
        {
            return SameImage(stored);
        }

        using VipsOperation convert = new("colourspace");
        return convert.Set("in", stored).Set("space", "srgb").BuildImage();
    }

    private static GObjectHandle WithoutGrayAlpha(GObjectHandle picture)
    {
        if (VipsNative.vips_image_get_bands(picture) != 2)
        {
            return SameImage(picture);
        }

        using VipsOperation extract = new("extract_band");
        return extract.Set("in", picture).Set("band", "0").BuildImage();
    }

    // Another reference to the same image, so that every step can be disposed alike.
    private static GObjectHandle SameImage(GObjectHandle picture) => GObjectHandle.Own(VipsNative.g_object_ref(picture));
}
