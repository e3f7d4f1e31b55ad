using System.Buffers;
using IvifMl.Imaging;
using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>The thermal camera: a soft lens, then counts with temporal noise and the fixed pattern of columns and rows.</summary>
internal static class ThermalOptics
{
    /// <summary>Temporal noise in counts; about 60 mK at 20 °C.</summary>
    private const float Temporal = 2.6f;
    private const float ColumnPattern = 1.3f;
    private const float RowPattern = 0.6f;
    private const float Shading = 5f;

    /// <summary>Blurs the canvas's thermal radiance in place with the binomial kernel 1 4 6 4 1 both ways (σ = 1 pixel).</summary>
    public static void Blur(float[] radiance, int width, int height)
    {
        float[] across = ArrayPool<float>.Shared.Rent(width * height);
        for (int y = 0; y < height; y++)
        {
            Span<float> from = radiance.AsSpan(y * width, width);
            Span<float> to = across.AsSpan(y * width, width);
            for (int x = 2; x < width - 2; x++)
            {
                to[x] = Kernel(from[x - 2], from[x - 1], from[x], from[x + 1], from[x + 2]);
            }

            foreach (int x in (ReadOnlySpan<int>)[0, 1, width - 2, width - 1])
            {
                to[x] = Kernel(from[Math.Max(x - 2, 0)], from[Math.Max(x - 1, 0)], from[x], from[Math.Min(x + 1, width - 1)], from[Math.Min(x + 2, width - 1)]);
            }
        }

        for (int y = 0; y < height; y++)
        {
            Span<float> to = radiance.AsSpan(y * width, width);
            ReadOnlySpan<float> a = across.AsSpan(Math.Max(y - 2, 0) * width, width);
            ReadOnlySpan<float> b = across.AsSpan(Math.Max(y - 1, 0) * width, width);
            ReadOnlySpan<float> c = across.AsSpan(y * width, width);
            ReadOnlySpan<float> d = across.AsSpan(Math.Min(y + 1, height - 1) * width, width);
            ReadOnlySpan<float> e = across.AsSpan(Math.Min(y + 2, height - 1) * width, width);
            for (int x = 0; x < to.Length; x++)
            {
                to[x] = Kernel(a[x], b[x], c[x], d[x], e[x]);
            }
        }

        ArrayPool<float>.Shared.Return(across);
    }

    /// <summary>Counts from radiance.</summary>
    public static ushort[] Read(float[] radiance, int width, int height, uint seed, bool noise)
    {
        ushort[] counts = GC.AllocateUninitializedArray<ushort>(width * height);
        if (!noise)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] = Count(radiance[i], 0f);
            }

            return counts;
        }

        float[] work = ArrayPool<float>.Shared.Rent((2 * width) + height);
        Span<float> columns = work.AsSpan(0, width);
        Span<float> grain = work.AsSpan(width, width);
        Span<float> lines = work.AsSpan(2 * width, height);
        Noise.Normals(columns, seed + 0xC0100000u);
        Noise.Normals(lines, seed + 0xF0100000u);
        for (int x = 0; x < width; x++)
        {
            float dx = (2f * x / width) - 1f;
            columns[x] = (ColumnPattern * columns[x]) + (Shading * dx * dx);
        }

        for (int y = 0; y < height; y++)
        {
            float dy = (2f * y / height) - 1f;
            float line = (RowPattern * lines[y]) + (Shading * dy * dy);
            Noise.Normals(grain, seed + (uint)y);
            for (int i = y * width, x = 0; x < grain.Length; x++, i++)
            {
                counts[i] = Count(radiance[i], line + columns[x] + (Temporal * grain[x]));
            }
        }

        ArrayPool<float>.Shared.Return(work);
        return counts;
    }

    /// <summary>Apparent temperature in °C from radiance.</summary>
    public static Plane Temperature(float[] radiance, int width, int height)
    {
        Plane plane = new(height, width);
        Span<float> values = plane.Values;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Climate.Celsius(MathF.Max(radiance[i], 0f));
        }

        return plane;
    }

    private static ushort Count(float radiance, float error)
        => (ushort)Math.Clamp((int)(ThermalSensor.Offset + (ThermalSensor.Gain * radiance) + error + 0.5f), 0, ThermalSensor.MaximumCount);

    private static float Kernel(float a, float b, float c, float d, float e) => (a + e + (4f * (b + d)) + (6f * c)) * (1f / 16f);
}
