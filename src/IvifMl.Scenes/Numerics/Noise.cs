using System.Numerics;
using System.Runtime.CompilerServices;

namespace IvifMl.Scenes.Numerics;

/// <summary>Textures from hashed integers: no tables, no state, the same value for the same place and seed everywhere.</summary>
internal static class Noise
{
    private const uint Across = 0x9E3779B1u;
    private const uint Down = 0x85EBCA77u;

    /// <summary>32 well-mixed bits of a lattice point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(int x, int y, uint seed)
    {
        uint h = ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ (seed * 0xC2B2AE3Du);
        h ^= h >> 15;
        h *= 0x2C1B3C6Du;
        h ^= h >> 12;
        h *= 0x297A2D39u;
        return h ^ (h >> 15);
    }

    /// <summary>A lattice point's value, uniform in 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cell(int x, int y, uint seed) => (Hash(x, y, seed) >> 8) * (1f / (1 << 24));

    /// <summary>Value noise in 0–1: lattice values joined by smooth steps; one lattice cell per unit.</summary>
    public static float Value(float x, float y, uint seed)
    {
        float fx = MathF.Floor(x);
        float fy = MathF.Floor(y);
        int ix = (int)fx;
        int iy = (int)fy;
        float u = x - fx;
        float v = y - fy;
        u = u * u * (3f - (2f * u));
        v = v * v * (3f - (2f * v));
        uint corner = ((uint)ix * Across) + ((uint)iy * Down) + (seed * 0xC2B2AE3Du);
        float a = Quick(corner);
        float b = Quick(corner + Across);
        float c = Quick(corner + Down);
        float d = Quick(corner + Across + Down);
        float top = a + ((b - a) * u);
        float bottom = c + ((d - c) * u);
        return top + ((bottom - top) * v);
    }

    /// <summary>One multiplication's worth of mixing: enough for the corners of smooth noise, not for cells that are seen one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Quick(uint h)
    {
        h ^= h >> 15;
        h *= 0x2C1B3C6Du;
        h ^= h >> 13;
        h *= 0x297A2D39u;
        return (h >> 8) * (1f / (1 << 24));
    }

    /// <summary>Value noise that fades to its mean 0.5 where a cell is smaller than a pixel of size <paramref name="foot"/>, so that it does not alias.</summary>
    public static float Filtered(float x, float y, float foot, uint seed)
    {
        float keep = StableMath.Unit(1.6f - (1.6f * foot));
        return keep <= 0f ? 0.5f : 0.5f + ((Value(x, y, seed) - 0.5f) * keep);
    }

    /// <summary>Sum of octaves, each twice as fine and half as strong, in 0–1 with mean 0.5.</summary>
    public static float Fractal(float x, float y, int octaves, uint seed)
    {
        float sum = 0f;
        float weight = 0.5f;
        float total = 0f;
        for (int i = 0; i < octaves; i++)
        {
            sum += weight * Value(x, y, seed + (uint)i);
            total += weight;
            x = (x * 2f) + 17.3f;
            y = (y * 2f) + 9.1f;
            weight *= 0.5f;
        }

        return sum / total;
    }

    /// <summary>
    /// Fills a row with nearly normal numbers, mean 0, variance 1, from the sum of the four bytes of one hash each; never beyond ±3.5.
    /// Integer arithmetic lane by lane, so the width of the processor's vectors does not matter.
    /// </summary>
    public static void Normals(Span<float> into, uint seed)
    {
        const float Scale = 1f / 147.8f;
        uint start = seed * 0x9E3779B1u;
        int lanes = Vector<uint>.Count;
        int i = 0;
        Vector<uint> mask = new(255u);
        for (; i <= into.Length - lanes; i += lanes)
        {
            Vector<uint> h = new Vector<uint>(start + (uint)i) + Vector<uint>.Indices;
            h = (h ^ (h >> 16)) * 0x7FEB352Du;
            h = (h ^ (h >> 15)) * 0x846CA68Bu;
            h ^= h >> 16;
            Vector<uint> sum = (h & mask) + ((h >> 8) & mask) + ((h >> 16) & mask) + (h >> 24);
            Vector<float> centred = Vector.ConvertToSingle(Vector.AsVectorInt32(sum) - new Vector<int>(510));
            (centred * Scale).CopyTo(into[i..]);
        }

        for (; i < into.Length; i++)
        {
            uint h = start + (uint)i;
            h = (h ^ (h >> 16)) * 0x7FEB352Du;
            h = (h ^ (h >> 15)) * 0x846CA68Bu;
            h ^= h >> 16;
            uint sum = (h & 255) + ((h >> 8) & 255) + ((h >> 16) & 255) + (h >> 24);
            into[i] = ((int)sum - 510) * Scale;
        }
    }
}
