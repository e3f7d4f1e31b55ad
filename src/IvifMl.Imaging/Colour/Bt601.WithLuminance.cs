using System.Numerics;
using System.Runtime.InteropServices;

namespace IvifMl.Imaging;

/// <content>Putting the chroma of a visible image on a fused luminance.</content>
public static partial class Bt601
{
    /// <summary>
    /// The visible image with another luminance: the step from a fused luminance F to a colour picture. With Y the visible's
    /// luminance, each channel C becomes F + s · (C − Y), which keeps Cb and Cr for s = 1. Where that leaves 0–1, s is the
    /// largest value below 1 that fits: the colour is drawn towards gray, but its hue and its luminance F stay.
    /// </summary>
    /// <param name="visible">Gray, RGB or RGBA (alpha is dropped); float in 0–1.</param>
    /// <param name="fused">The new luminance, 0–1 (out of range is clamped), of the same size.</param>
    /// <param name="sampleType">How the result is stored; integer types are rounded to the nearest.</param>
    /// <returns>RGB, or gray for a gray visible; RGB with three equal channels stays exactly gray.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or a value is not finite.</exception>
    public static RasterImage WithLuminance(RasterImage visible, Plane fused, SampleType sampleType = SampleType.UInt8) => WithLuminance(visible, fused, [], sampleType);

    /// <summary>As <see cref="WithLuminance(RasterImage, Plane, SampleType)"/>, with more or less colour: each channel C becomes F + s · g · (C − Y).</summary>
    /// <param name="visible">Gray, RGB or RGBA (alpha is dropped); float in 0–1.</param>
    /// <param name="fused">The new luminance, 0–1 (out of range is clamped), of the same size.</param>
    /// <param name="chromaGain">g, the factor of Cb − 0.5 and Cr − 0.5: at least 0, of the same size.</param>
    /// <param name="sampleType">How the result is stored; integer types are rounded to the nearest.</param>
    /// <returns>RGB, or gray for a gray visible; RGB with three equal channels stays exactly gray.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or a value is not finite.</exception>
    public static RasterImage WithLuminance(RasterImage visible, Plane fused, Plane chromaGain, SampleType sampleType = SampleType.UInt8)
    {
        ArgumentNullException.ThrowIfNull(fused);
        RequireSameSize(fused, chromaGain, nameof(chromaGain));
        RequireFinite(chromaGain, nameof(chromaGain));
        return WithLuminance(visible, fused, chromaGain.Values, sampleType);
    }

    private static RasterImage WithLuminance(RasterImage visible, Plane fused, ReadOnlySpan<float> gain, SampleType sampleType)
    {
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(fused);
        if (!visible.HasSizeOf(fused))
        {
            throw new ArgumentException($"The fused plane is {fused.Width}×{fused.Height}, the visible image {visible.Width}×{visible.Height}; they must have one size.", nameof(fused));
        }

        if (visible.Channels == 1)
        {
            return ToGray(fused, sampleType);
        }

        RequireFinite(fused, nameof(fused));
        if (visible.SampleType == SampleType.Float32)
        {
            RequireDisplayRange(visible);
        }

        RasterImage result = RasterImage.Uninitialized(visible.Height, visible.Width, 3, sampleType);
        float scale = 1 / White(visible.SampleType);
        float white = White(sampleType);
        Span<float> buffer = stackalloc float[3 * InterleavedPixels.Chunk];
        for (int start = 0; start < fused.Length; start += InterleavedPixels.Chunk)
        {
            int count = Math.Min(InterleavedPixels.Chunk, fused.Length - start);
            Span<float> r = buffer[..count];
            Span<float> g = buffer.Slice(InterleavedPixels.Chunk, count);
            Span<float> b = buffer.Slice(2 * InterleavedPixels.Chunk, count);
            InterleavedPixels.Split(visible, start, r, g, b);
            Exchange(fused.Values.Slice(start, count), gain.IsEmpty ? gain : gain.Slice(start, count), r, g, b, scale, white);
            InterleavedPixels.Merge(r, g, b, result, start);
        }

        return result;
    }

    private static void Exchange(ReadOnlySpan<float> fused, ReadOnlySpan<float> gain, Span<float> r, Span<float> g, Span<float> b, float scale, float white)
    {
        ReadOnlySpan<Vector<float>> luminances = MemoryMarshal.Cast<float, Vector<float>>(fused);
        ReadOnlySpan<Vector<float>> gains = MemoryMarshal.Cast<float, Vector<float>>(gain);
        Span<Vector<float>> reds = MemoryMarshal.Cast<float, Vector<float>>(r);
        Span<Vector<float>> greens = MemoryMarshal.Cast<float, Vector<float>>(g);
        Span<Vector<float>> blues = MemoryMarshal.Cast<float, Vector<float>>(b);
        for (int i = 0; i < luminances.Length; i++)
        {
            Exchange(luminances[i], gains.IsEmpty ? Vector<float>.One : gains[i], ref reds[i], ref greens[i], ref blues[i], scale, white);
        }

        for (int i = luminances.Length * Vector<float>.Count; i < fused.Length; i++)
        {
            (Vector<float> red, Vector<float> green, Vector<float> blue) = (new(r[i]), new(g[i]), new(b[i]));
            Exchange(new Vector<float>(fused[i]), gain.IsEmpty ? Vector<float>.One : new Vector<float>(gain[i]), ref red, ref green, ref blue, scale, white);
            (r[i], g[i], b[i]) = (red[0], green[0], blue[0]);
        }
    }

    private static void Exchange(Vector<float> fused, Vector<float> gain, ref Vector<float> r, ref Vector<float> g, ref Vector<float> b, float scale, float white)
    {
        Vector<float> f = Vector.Min(Vector.Max(fused, Vector<float>.Zero), Vector<float>.One);

        // Differences to green first: they are exactly zero for a gray pixel, whatever the weights sum to in floats.
        Vector<float> factor = gain * scale;
        Vector<float> redToGreen = (r - g) * factor;
        Vector<float> blueToGreen = (b - g) * factor;
        Vector<float> mean = (redToGreen * Red) + (blueToGreen * Blue);
        (Vector<float> dr, Vector<float> dg, Vector<float> db) = (redToGreen - mean, -mean, blueToGreen - mean);
        Vector<float> up = Vector.Max(dr, Vector.Max(dg, db));
        Vector<float> down = -Vector.Min(dr, Vector.Min(dg, db));

        // Room above over need above, room below over need below; where there is no need the quotient is set far above 1.
        Vector<float> none = new(1e-12f);
        Vector<float> s = Vector.Min(Vector<float>.One, Vector.Min((Vector<float>.One - f) / Vector.Max(up, none), f / Vector.Max(down, none)));
        Vector<float> limit = new(white);
        r = Vector.Min(Vector.Max((f + (dr * s)) * white, Vector<float>.Zero), limit);
        g = Vector.Min(Vector.Max((f + (dg * s)) * white, Vector<float>.Zero), limit);
        b = Vector.Min(Vector.Max((f + (db * s)) * white, Vector<float>.Zero), limit);
    }
}
