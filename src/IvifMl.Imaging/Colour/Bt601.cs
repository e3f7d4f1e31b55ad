using System.Numerics.Tensors;

namespace IvifMl.Imaging;

/// <summary>
/// Luminance and chroma by ITU-R BT.601, in the float convention that OpenCV and the fusion papers' codes share:
/// Y = 0.299 R + 0.587 G + 0.114 B, Cr = 0.713 (R − Y) + 0.5, Cb = 0.564 (B − Y) + 0.5, all of R, G, B, Y in 0–1.
/// </summary>
public static partial class Bt601
{
    /// <summary>Weight of red in the luminance.</summary>
    public const float Red = 0.299f;

    /// <summary>Weight of green in the luminance.</summary>
    public const float Green = 0.587f;

    /// <summary>Weight of blue in the luminance.</summary>
    public const float Blue = 0.114f;

    /// <summary>Cb = this · (B − Y) + 0.5.</summary>
    public const float CbScale = 0.564f;

    /// <summary>Cr = this · (R − Y) + 0.5.</summary>
    public const float CrScale = 0.713f;

    /// <summary>The luminance of a visible image.</summary>
    /// <param name="visible">Gray, RGB or RGBA (alpha is not looked at); 8-bit is divided by 255, 16-bit by 65,535, float taken as 0–1.</param>
    /// <returns>A plane of the image's size, 0–1. Float input slightly out of range (as resampling leaves it) is clamped.</returns>
    /// <exception cref="ArgumentException">A float value is not finite, or outside −1…2: counts or temperatures, not luminance.</exception>
    public static Plane Luminance(RasterImage visible)
    {
        ArgumentNullException.ThrowIfNull(visible);
        Plane luminance = LuminanceOf(visible, White(visible.SampleType));
        if (visible.SampleType == SampleType.Float32)
        {
            RequireDisplayRange(visible);
            TensorPrimitives.Clamp(luminance.Values, 0f, 1f, luminance.Values);
        }

        return luminance;
    }

    /// <summary>A gray image of a plane.</summary>
    /// <param name="plane">Values 0–1; out of range is clamped.</param>
    /// <param name="sampleType">How the result is stored; integer types are rounded to the nearest.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static RasterImage ToGray(Plane plane, SampleType sampleType = SampleType.UInt8)
    {
        ArgumentNullException.ThrowIfNull(plane);
        RequireFinite(plane, nameof(plane));
        RasterImage image = RasterImage.Uninitialized(plane.Height, plane.Width, 1, sampleType);
        if (sampleType == SampleType.Float32)
        {
            TensorPrimitives.Clamp(plane.Values, 0f, 1f, image.SingleSamples);
            return image;
        }

        float white = White(sampleType);
        Span<float> levels = stackalloc float[InterleavedPixels.Chunk];
        for (int start = 0; start < plane.Length; start += InterleavedPixels.Chunk)
        {
            int count = Math.Min(InterleavedPixels.Chunk, plane.Length - start);
            Span<float> part = levels[..count];
            TensorPrimitives.Multiply(plane.Values.Slice(start, count), white, part);
            if (sampleType == SampleType.UInt8)
            {
                InterleavedPixels.ToBytes(part, image.Bytes.Slice(start, count));
                continue;
            }

            TensorPrimitives.Clamp(part, 0f, white, part);
            TensorPrimitives.Add(part, 0.5f, part);
            TensorPrimitives.ConvertTruncating<float, ushort>(part, image.UInt16Samples.Slice(start, count));
        }

        return image;
    }

    /// <summary>The largest value of a sample: 255, 65,535 or 1.</summary>
    internal static float White(SampleType sampleType) => sampleType switch { SampleType.UInt8 => 255f, SampleType.UInt16 => 65535f, _ => 1f };

    /// <summary>Luminance divided by <paramref name="white"/>; gray stored as RGB keeps its exact values.</summary>
    internal static Plane LuminanceOf(RasterImage image, float white)
    {
        Plane luminance = new(image.Height, image.Width);
        Span<float> buffer = stackalloc float[2 * InterleavedPixels.Chunk];
        for (int start = 0; start < luminance.Length; start += InterleavedPixels.Chunk)
        {
            int count = Math.Min(InterleavedPixels.Chunk, luminance.Length - start);
            Span<float> y = luminance.Values.Slice(start, count);
            Span<float> g = buffer[..count];
            Span<float> b = buffer.Slice(InterleavedPixels.Chunk, count);
            InterleavedPixels.Split(image, start, y, g, b);
            if (image.Channels > 1 && !(y.SequenceEqual(g) && y.SequenceEqual(b)))
            {
                Weigh(y, g, b);
            }

            TensorPrimitives.Divide(y, white, y);
        }

        return luminance;
    }

    private static void Weigh(Span<float> r, Span<float> g, ReadOnlySpan<float> b)
    {
        // As gray plus weighted differences, so that a gray pixel keeps its exact value whatever the weights sum to in floats.
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = g[i] + (Red * (r[i] - g[i])) + (Blue * (b[i] - g[i]));
        }
    }

    private static void RequireDisplayRange(RasterImage visible)
    {
        const float Low = -1;
        const float High = 2;
        Span<float> samples = visible.SingleSamples;
        int bad = samples.IndexOfAnyExceptInRange(Low, High);
        if (bad >= 0)
        {
            int pixel = bad / visible.Channels;
            throw new ArgumentException(
                $"The visible image has the value {samples[bad]} at row {pixel / visible.Width}, column {pixel % visible.Width}; a float visible image must lie in 0–1. "
                + "Divide it by its white level first.",
                nameof(visible));
        }
    }

    private static void RequireSameSize(Plane expected, Plane actual, string name)
    {
        ArgumentNullException.ThrowIfNull(actual, name);
        if (!actual.HasSizeOf(expected))
        {
            throw new ArgumentException($"The plane is {actual.Width}×{actual.Height}, the other {expected.Width}×{expected.Height}; they must have one size.", name);
        }
    }

    private static void RequireFinite(Plane plane, string name)
    {
        int bad = NonFinite.IndexIn(plane.Values);
        if (bad >= 0)
        {
            throw new ArgumentException($"The plane has the value {plane.Array[bad]} at row {bad / plane.Width}, column {bad % plane.Width}; every value must be finite.", name);
        }
    }
}
