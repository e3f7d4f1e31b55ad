using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IvifMl.Imaging;

/// <summary>Between interleaved samples and one float span per channel, a chunk at a time so that the floats stay in the first-level cache.</summary>
internal static class InterleavedPixels
{
    /// <summary>Pixels per chunk: three channels of floats make 12 KiB.</summary>
    public const int Chunk = 1024;

    // Shuffles that gather one channel of 16 RGB pixels out of 48 bytes; indices outside a register give zero.
    private static readonly Vector128<byte>[] GatherMasks = MakeGatherMasks();
    private static readonly Vector128<byte>[] ScatterMasks = MakeScatterMasks();

    /// <summary>The first three channels (or the only one) of pixels <paramref name="start"/>… as floats, not scaled.</summary>
    /// <param name="image">The image.</param>
    /// <param name="start">The first pixel, row-major.</param>
    /// <param name="r">Red, or gray; its length says how many pixels.</param>
    /// <param name="g">Green; untouched for gray.</param>
    /// <param name="b">Blue; untouched for gray.</param>
    public static void Split(RasterImage image, int start, Span<float> r, Span<float> g, Span<float> b)
    {
        int channels = image.Channels;
        int from = start * channels;
        int count = r.Length * channels;
        switch (image.SampleType)
        {
            case SampleType.UInt8: SplitBytes(image.Bytes.Slice(from, count), channels, r, g, b); break;
            case SampleType.UInt16: SplitGeneric<ushort>(image.UInt16Samples.Slice(from, count), channels, r, g, b); break;
            default: SplitGeneric<float>(image.SingleSamples.Slice(from, count), channels, r, g, b); break;
        }
    }

    /// <summary>Writes RGB floats, scaled to the range of the samples, rounded to the nearest; the values must be in range.</summary>
    public static void Merge(ReadOnlySpan<float> r, ReadOnlySpan<float> g, ReadOnlySpan<float> b, RasterImage image, int start)
    {
        int from = start * 3;
        int count = r.Length * 3;
        switch (image.SampleType)
        {
            case SampleType.UInt8: MergeBytes(r, g, b, image.Bytes.Slice(from, count)); break;
            case SampleType.UInt16:
                Span<ushort> wide = image.UInt16Samples.Slice(from, count);
                for (int i = 0, o = 0; i < r.Length; i++, o += 3)
                {
                    wide[o] = (ushort)(r[i] + 0.5f);
                    wide[o + 1] = (ushort)(g[i] + 0.5f);
                    wide[o + 2] = (ushort)(b[i] + 0.5f);
                }

                break;
            default:
                Span<float> real = image.SingleSamples.Slice(from, count);
                for (int i = 0, o = 0; i < r.Length; i++, o += 3)
                {
                    (real[o], real[o + 1], real[o + 2]) = (r[i], g[i], b[i]);
                }

                break;
        }
    }

    /// <summary>Floats of 0–255 as rounded bytes; out of range is clamped.</summary>
    public static void ToBytes(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        int i = 0;
        Vector512<float> half = Vector512.Create(0.5f);
        for (; i + 64 <= values.Length; i += 64)
        {
            Narrow(values[i..], half).CopyTo(bytes[i..]);
        }

        for (; i < values.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(values[i] + 0.5f, 0f, 255f);
        }
    }

    private static Vector512<byte> Narrow(ReadOnlySpan<float> values, Vector512<float> half)
    {
        Vector512<ushort> low = Vector512.Narrow(Whole(values, half), Whole(values[16..], half)).AsUInt16();
        Vector512<ushort> high = Vector512.Narrow(Whole(values[32..], half), Whole(values[48..], half)).AsUInt16();
        return Vector512.Narrow(low, high);
    }

    private static Vector512<int> Whole(ReadOnlySpan<float> values, Vector512<float> half)
        => Vector512.ConvertToInt32(Vector512.Min(Vector512.Max(Vector512.Create(values) + half, Vector512<float>.Zero), Vector512.Create(255f)));

    private static void SplitBytes(ReadOnlySpan<byte> samples, int channels, Span<float> r, Span<float> g, Span<float> b)
    {
        if (channels == 1)
        {
            TensorPrimitives.ConvertTruncating<byte, float>(samples, r);
            return;
        }

        if (channels != 3)
        {
            SplitGeneric(samples, channels, r, g, b);
            return;
        }

        int i = 0;
        for (; i + 16 <= r.Length; i += 16)
        {
            ReadOnlySpan<byte> pixels = samples.Slice(i * 3, 48);
            (Vector128<byte> p0, Vector128<byte> p1, Vector128<byte> p2) = (Vector128.Create(pixels), Vector128.Create(pixels[16..]), Vector128.Create(pixels[32..]));
            Widen(Gather(p0, p1, p2, 0), r[i..]);
            Widen(Gather(p0, p1, p2, 1), g[i..]);
            Widen(Gather(p0, p1, p2, 2), b[i..]);
        }

        for (int o = i * 3; i < r.Length; i++, o += 3)
        {
            (r[i], g[i], b[i]) = (samples[o], samples[o + 1], samples[o + 2]);
        }
    }

    private static Vector128<byte> Gather(Vector128<byte> p0, Vector128<byte> p1, Vector128<byte> p2, int channel)
        => Vector128.Shuffle(p0, GatherMasks[channel * 3]) | Vector128.Shuffle(p1, GatherMasks[(channel * 3) + 1]) | Vector128.Shuffle(p2, GatherMasks[(channel * 3) + 2]);

    private static void Widen(Vector128<byte> bytes, Span<float> floats)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(bytes);
        (Vector128<uint> a, Vector128<uint> b) = Vector128.Widen(low);
        (Vector128<uint> c, Vector128<uint> d) = Vector128.Widen(high);
        Vector128.ConvertToSingle(a.AsInt32()).CopyTo(floats);
        Vector128.ConvertToSingle(b.AsInt32()).CopyTo(floats[4..]);
        Vector128.ConvertToSingle(c.AsInt32()).CopyTo(floats[8..]);
        Vector128.ConvertToSingle(d.AsInt32()).CopyTo(floats[12..]);
    }

    private static void SplitGeneric<T>(ReadOnlySpan<T> samples, int channels, Span<float> r, Span<float> g, Span<float> b)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        if (channels == 1)
        {
            TensorPrimitives.ConvertTruncating(samples, r);
            return;
        }

        for (int i = 0, o = 0; i < r.Length; i++, o += channels)
        {
            r[i] = float.CreateTruncating(samples[o]);
            g[i] = float.CreateTruncating(samples[o + 1]);
            b[i] = float.CreateTruncating(samples[o + 2]);
        }
    }

    private static void MergeBytes(ReadOnlySpan<float> r, ReadOnlySpan<float> g, ReadOnlySpan<float> b, Span<byte> samples)
    {
        Span<byte> bytes = stackalloc byte[3 * Chunk];
        Span<byte> red = bytes[..r.Length];
        Span<byte> green = bytes.Slice(Chunk, r.Length);
        Span<byte> blue = bytes.Slice(2 * Chunk, r.Length);
        ToBytes(r, red);
        ToBytes(g, green);
        ToBytes(b, blue);
        int i = 0;
        for (; i + 16 <= r.Length; i += 16)
        {
            (Vector128<byte> x, Vector128<byte> y, Vector128<byte> z) = (Vector128.Create<byte>(red[i..]), Vector128.Create<byte>(green[i..]), Vector128.Create<byte>(blue[i..]));
            for (int part = 0; part < 3; part++)
            {
                Vector128<byte> merged = Vector128.Shuffle(x, ScatterMasks[part * 3]) | Vector128.Shuffle(y, ScatterMasks[(part * 3) + 1]) | Vector128.Shuffle(z, ScatterMasks[(part * 3) + 2]);
                merged.CopyTo(samples[((i * 3) + (part * 16))..]);
            }
        }

        for (int o = i * 3; i < r.Length; i++, o += 3)
        {
            (samples[o], samples[o + 1], samples[o + 2]) = (red[i], green[i], blue[i]);
        }
    }

    private static Vector128<byte>[] MakeGatherMasks() => MakeMasks((channel, register, lane) => ((lane * 3) + channel) - (register * 16));

    private static Vector128<byte>[] MakeScatterMasks() => MakeMasks((register, channel, lane)
        => ((register * 16) + lane) % 3 == channel ? ((register * 16) + lane) / 3 : -1);

    private static Vector128<byte>[] MakeMasks(Func<int, int, int, int> index)
    {
        Vector128<byte>[] masks = new Vector128<byte>[9];
        Span<byte> lanes = stackalloc byte[16];
        for (int i = 0; i < 9; i++)
        {
            for (int lane = 0; lane < 16; lane++)
            {
                int at = index(i / 3, i % 3, lane);
                lanes[lane] = at is >= 0 and < 16 ? (byte)at : byte.MaxValue;
            }

            masks[i] = MemoryMarshal.Read<Vector128<byte>>(lanes);
        }

        return masks;
    }
}
