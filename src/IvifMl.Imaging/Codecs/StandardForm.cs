using IvifMl.Imaging.Native;

namespace IvifMl.Imaging;

/// <summary>Brings what libvips loaded to gray, RGB or RGBA of 8-bit, 16-bit or float samples.</summary>
internal static class StandardForm
{
    /// <summary>A libvips image that decodes to the standard form; nothing is decoded yet.</summary>
    public static GObjectHandle Of(GObjectHandle stored, string name, out SampleType sampleType, out int channels)
    {
        if (VipsNative.vips_image_get_interpretation(stored) is Interpretation.Cmyk or Interpretation.Lab or Interpretation.LabQ
            or Interpretation.LabS or Interpretation.Xyz or Interpretation.Lch or Interpretation.Cmc or Interpretation.Yxy or Interpretation.Hsv)
        {
            using VipsOperation toRgb = new("colourspace");
            using GObjectHandle rgb = toRgb.Set("in", stored).Set("space", "srgb").BuildImage();
            return WithKnownBands(rgb, name, out sampleType, out channels);
        }

        return WithKnownBands(stored, name, out sampleType, out channels);
    }

    private static GObjectHandle WithKnownBands(GObjectHandle picture, string name, out SampleType sampleType, out int channels)
    {
        int bands = VipsNative.vips_image_get_bands(picture);
        channels = bands == 2 ? 1 : bands;
        if (channels is not (1 or 3 or 4))
        {
            throw new ImageFormatException(name, $"the image has {bands} channels. Save it as gray, RGB or RGBA.");
        }

        if (bands != 2)
        {
            return WithKnownSamples(picture, name, out sampleType);
        }

        using VipsOperation extract = new("extract_band");
        using GObjectHandle gray = extract.Set("in", picture).Set("band", "0").BuildImage();
        return WithKnownSamples(gray, name, out sampleType);
    }

    private static GObjectHandle WithKnownSamples(GObjectHandle picture, string name, out SampleType sampleType)
    {
        BandFormat format = VipsNative.vips_image_get_format(picture);
        if (format is BandFormat.Complex or BandFormat.DoubleComplex)
        {
            throw new ImageFormatException(name, "the image has complex samples. Save its real part or its magnitude.");
        }

        sampleType = format switch { BandFormat.UChar => SampleType.UInt8, BandFormat.UShort => SampleType.UInt16, _ => SampleType.Float32 };
        using VipsOperation operation = new(format is BandFormat.UChar or BandFormat.UShort or BandFormat.Float ? "copy" : "cast");
        operation.Set("in", picture);
        return operation.ToString() == "cast" ? operation.Set("format", "float").BuildImage() : operation.BuildImage();
    }
}
