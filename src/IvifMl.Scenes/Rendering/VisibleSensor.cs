using System.Buffers;
using System.Numerics;
using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>The visible camera: lens glow around bright lights, exposure, vignetting, shot and read noise, tone curve, 8 bits.</summary>
internal sealed class VisibleSensor
{
    private const int Steps = 4096;
    private readonly byte[] _curve = Curve();

    /// <summary>Factor on linear light; 1 after it is the sensor's white before the tone curve.</summary>
    public required float Exposure { get; init; }

    /// <summary>Standard deviation of the read noise in exposed linear light.</summary>
    public required float ReadNoise { get; init; }

    /// <summary>Variance of the shot noise per unit of exposed linear light.</summary>
    public required float ShotNoise { get; init; }

    /// <summary>Share of very bright light that the lens scatters around it.</summary>
    public float Glow { get; init; } = 0.06f;

    /// <summary>The 8-bit RGB samples, interleaved, of what the canvas holds.</summary>
    public byte[] Develop(Canvas canvas, Camera camera, uint seed, bool noise)
    {
        (int width, int height) = (camera.Width, camera.Height);
        float[][] light = [canvas.Red, canvas.Green, canvas.Blue];
        byte[] bytes = GC.AllocateUninitializedArray<byte>(3 * width * height);
        using GlowField glow = new(light, width, height, Exposure);
        float[] work = ArrayPool<float>.Shared.Rent(3 * width);
        Span<float> row = work.AsSpan(0, width);
        Span<float> grain = work.AsSpan(width, width);
        Span<float> vignette = work.AsSpan(2 * width, width);
        grain.Clear();
        for (int y = 0; y < height; y++)
        {
            Vignette(vignette, y, height);
            for (int c = 0; c < 3; c++)
            {
                glow.Row(c, y, row);
                if (noise)
                {
                    Noise.Normals(grain, seed + (uint)((3 * y) + c));
                }

                Expose(light[c].AsSpan(y * width, width), row, vignette, grain);
                Span<byte> to = bytes.AsSpan(3 * y * width);
                for (int x = 0; x < row.Length; x++)
                {
                    to[(3 * x) + c] = _curve[(int)row[x]];
                }
            }
        }

        ArrayPool<float>.Shared.Return(work);
        return bytes;
    }

    /// <summary>Turns a row of light and glow into places in the tone curve, in place of the glow.</summary>
    private void Expose(ReadOnlySpan<float> light, Span<float> row, ReadOnlySpan<float> vignette, ReadOnlySpan<float> grain)
    {
        int lanes = Vector<float>.Count;
        int x = 0;
        for (; x <= row.Length - lanes; x += lanes)
        {
            Vector<float> value = ((new Vector<float>(light[x..]) * Exposure) + (new Vector<float>(row[x..]) * Glow)) * new Vector<float>(vignette[x..]);
            Vector<float> variance = (Vector.Min(value, new Vector<float>(4f)) * ShotNoise) + new Vector<float>(ReadNoise * ReadNoise);
            value += Vector.SquareRoot(variance) * new Vector<float>(grain[x..]);
            // The curve runs over the square root of light / 16, so that its steps are fine in the dark.
            value = Vector.Min(Vector.Max(value * (1f / 16f), Vector<float>.Zero), Vector<float>.One);
            ((Vector.SquareRoot(value) * (Steps - 1)) + new Vector<float>(0.5f)).CopyTo(row[x..]);
        }

        for (; x < row.Length; x++)
        {
            float value = ((light[x] * Exposure) + (row[x] * Glow)) * vignette[x];
            float variance = (MathF.Min(value, 4f) * ShotNoise) + (ReadNoise * ReadNoise);
            value += MathF.Sqrt(variance) * grain[x];
            row[x] = (MathF.Sqrt(StableMath.Unit(value * (1f / 16f))) * (Steps - 1)) + 0.5f;
        }
    }

    private static void Vignette(Span<float> row, int y, int height)
    {
        float inverse = 1.1f / (((float)row.Length * row.Length) + ((float)height * height));
        float dy = y + 0.5f - (height * 0.5f);
        for (int x = 0; x < row.Length; x++)
        {
            float dx = x + 0.5f - (row.Length * 0.5f);
            row[x] = 1f - (((dx * dx) + (dy * dy)) * inverse);
        }
    }

    /// <summary>Soft shoulder towards white at four times the exposure's white, then display gamma.</summary>
    private static byte[] Curve()
    {
        byte[] curve = new byte[Steps];
        for (int i = 0; i < Steps; i++)
        {
            float root = i / (float)(Steps - 1);
            float x = 16f * root * root * 1.25f;
            float shoulder = MathF.Min(1f, x * (1f + (x / 16f)) / (1f + x));
            curve[i] = (byte)((255f * StableMath.Gamma(shoulder)) + 0.5f);
        }

        return curve;
    }
}
