using System.Buffers;
using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes.Rendering;

/// <summary>The light that a lens scatters around lamps: what is brighter than white, at an eighth of the size, blurred three times as wide each time.</summary>
internal sealed class GlowField : IDisposable
{
    private const int Shrink = 8;
    private const float Brightest = 60f;
    private readonly float[][] _field = new float[3][];
    private readonly int _width, _height;

    public GlowField(float[][] light, int width, int height, float exposure)
    {
        (_width, _height) = ((width + Shrink - 1) / Shrink, (height + Shrink - 1) / Shrink);
        int n = _width * _height;
        float[] blurred = ArrayPool<float>.Shared.Rent(n);
        float[] work = ArrayPool<float>.Shared.Rent(n);
        // Radii follow the picture's size, so that a scene looks the same at every resolution.
        int unit = Math.Max(1, width / 320);
        for (int c = 0; c < 3; c++)
        {
            float[] sum = _field[c] = ArrayPool<float>.Shared.Rent(n);
            Gather(light[c], width, height, exposure, blurred);
            Array.Clear(sum, 0, n);
            float weight = 1f;
            foreach (int radius in (ReadOnlySpan<int>)[unit, 2 * unit, 5 * unit])
            {
                Blur(blurred, work, radius);
                Blur(blurred, work, radius);
                for (int i = 0; i < n; i++)
                {
                    sum[i] += weight * blurred[i];
                }

                weight *= 0.7f;
            }
        }

        ArrayPool<float>.Shared.Return(blurred);
        ArrayPool<float>.Shared.Return(work);
    }

    /// <summary>The glow of channel <paramref name="c"/> in one row of the full picture, bilinear.</summary>
    public void Row(int c, int y, Span<float> row)
    {
        float[] field = _field[c];
        float v = Math.Clamp(((y + 0.5f) / Shrink) - 0.5f, 0f, _height - 1);
        int y0 = (int)v;
        int y1 = Math.Min(y0 + 1, _height - 1);
        float t = v - y0;
        ReadOnlySpan<float> top = field.AsSpan(y0 * _width, _width);
        ReadOnlySpan<float> bottom = field.AsSpan(y1 * _width, _width);
        // Between two cells' middles the glow is a straight line of Shrink steps.
        float here = StableMath.Mix(top[0], bottom[0], t);
        row[..Math.Min(Shrink / 2, row.Length)].Fill(here);
        int x = Shrink / 2;
        for (int cell = 1; x < row.Length; cell++)
        {
            float next = cell < _width ? StableMath.Mix(top[cell], bottom[cell], t) : here;
            float step = (next - here) * (1f / Shrink);
            int end = Math.Min(x + Shrink, row.Length);
            for (float value = here + (0.5f * step); x < end; x++, value += step)
            {
                row[x] = value;
            }

            here = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (float[] field in _field)
        {
            ArrayPool<float>.Shared.Return(field);
        }
    }

    private void Gather(float[] light, int width, int height, float exposure, float[] into)
    {
        Array.Clear(into, 0, _width * _height);
        for (int y = 0; y < height; y++)
        {
            int at = y / Shrink * _width;
            int i = y * width;
            for (int x = 0; x < width; x++, i++)
            {
                float above = (light[i] * exposure) - 1f;
                if (above > 0f)
                {
                    into[at + (x / Shrink)] += MathF.Min(above, Brightest) * (1f / (Shrink * Shrink));
                }
            }
        }
    }

    /// <summary>One running mean of 2·radius + 1 along rows, then along columns.</summary>
    private void Blur(float[] values, float[] work, int radius)
    {
        Mean(values, work, _width, _height, 1, _width, radius);
        Mean(work, values, _height, _width, _width, 1, radius);
    }

    private static void Mean(float[] from, float[] to, int length, int lines, int step, int stride, int radius)
    {
        float inverse = 1f / ((2 * radius) + 1);
        for (int line = 0; line < lines; line++)
        {
            int start = line * stride;
            float sum = 0f;
            for (int k = -radius; k <= radius; k++)
            {
                sum += k >= 0 && k < length ? from[start + (k * step)] : 0f;
            }

            for (int k = 0; k < length; k++)
            {
                to[start + (k * step)] = MathF.Max(0f, sum * inverse);
                int enter = k + radius + 1;
                int leave = k - radius;
                sum += (enter < length ? from[start + (enter * step)] : 0f) - (leave >= 0 ? from[start + (leave * step)] : 0f);
            }
        }
    }
}
