using System.Numerics.Tensors;

namespace IvifMl.Imaging;

/// <content>Chroma and back.</content>
public static partial class Bt601
{
    /// <summary>Luminance and chroma of a visible image.</summary>
    /// <param name="visible">Gray, RGB or RGBA; see <see cref="Luminance"/>.</param>
    /// <returns>Y in 0–1; Cb and Cr around 0.5, which is gray, within 0–1 up to 0.003.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Luminance"/>.</exception>
    public static (Plane Y, Plane Cb, Plane Cr) ToYCbCr(RasterImage visible)
    {
        Plane luminance = Luminance(visible);
        Plane cb = new(visible.Height, visible.Width);
        Plane cr = new(visible.Height, visible.Width);
        if (visible.Channels == 1)
        {
            cb.Values.Fill(0.5f);
            cr.Values.Fill(0.5f);
            return (luminance, cb, cr);
        }

        float scale = 1 / White(visible.SampleType);
        Span<float> g = stackalloc float[InterleavedPixels.Chunk];
        for (int start = 0; start < luminance.Length; start += InterleavedPixels.Chunk)
        {
            int count = Math.Min(InterleavedPixels.Chunk, luminance.Length - start);
            Span<float> y = luminance.Values.Slice(start, count);
            Span<float> b = cb.Values.Slice(start, count);
            Span<float> r = cr.Values.Slice(start, count);
            InterleavedPixels.Split(visible, start, r, g[..count], b);
            Chroma(b, y, scale, CbScale);
            Chroma(r, y, scale, CrScale);
        }

        return (luminance, cb, cr);
    }

    /// <summary>RGB from luminance and chroma: R = Y + (Cr − 0.5) / 0.713, B = Y + (Cb − 0.5) / 0.564, G from the definition of Y.</summary>
    /// <param name="y">Luminance, 0–1.</param>
    /// <param name="cb">Blue-difference chroma, 0.5 is gray; same size.</param>
    /// <param name="cr">Red-difference chroma, 0.5 is gray; same size.</param>
    /// <param name="sampleType">How the result is stored; integer types are rounded to the nearest.</param>
    /// <returns>An RGB image; each channel is clamped to 0–1.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or a value is not finite.</exception>
    public static RasterImage FromYCbCr(Plane y, Plane cb, Plane cr, SampleType sampleType = SampleType.UInt8)
    {
        RequireSameSize(y, cb, nameof(cb));
        RequireSameSize(y, cr, nameof(cr));
        RequireFinite(y, nameof(y));
        RequireFinite(cb, nameof(cb));
        RequireFinite(cr, nameof(cr));
        RasterImage image = RasterImage.Uninitialized(y.Height, y.Width, 3, sampleType);
        float white = White(sampleType);
        Span<float> buffer = stackalloc float[3 * InterleavedPixels.Chunk];
        for (int start = 0; start < y.Length; start += InterleavedPixels.Chunk)
        {
            int count = Math.Min(InterleavedPixels.Chunk, y.Length - start);
            Span<float> r = buffer[..count];
            Span<float> g = buffer.Slice(InterleavedPixels.Chunk, count);
            Span<float> b = buffer.Slice(2 * InterleavedPixels.Chunk, count);
            ReadOnlySpan<float> luminance = y.Values.Slice(start, count);
            Difference(cr.Values.Slice(start, count), CrScale, r);
            Difference(cb.Values.Slice(start, count), CbScale, b);
            for (int i = 0; i < count; i++)
            {
                g[i] = Level(luminance[i] - (((Red * r[i]) + (Blue * b[i])) / Green), white);
                r[i] = Level(luminance[i] + r[i], white);
                b[i] = Level(luminance[i] + b[i], white);
            }

            InterleavedPixels.Merge(r, g, b, image, start);
        }

        return image;
    }

    private static void Chroma(Span<float> channel, ReadOnlySpan<float> luminance, float scale, float chromaScale)
    {
        for (int i = 0; i < channel.Length; i++)
        {
            channel[i] = (chromaScale * ((channel[i] * scale) - luminance[i])) + 0.5f;
        }
    }

    private static void Difference(ReadOnlySpan<float> chroma, float chromaScale, Span<float> difference)
    {
        TensorPrimitives.Subtract(chroma, 0.5f, difference);
        TensorPrimitives.Divide(difference, chromaScale, difference);
    }

    private static float Level(float value, float white) => Math.Clamp(value, 0f, 1f) * white;
}
