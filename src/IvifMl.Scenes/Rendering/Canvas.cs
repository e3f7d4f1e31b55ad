using System.Buffers;
using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Shapes;

namespace IvifMl.Scenes.Rendering;

/// <summary>
/// Paints things from front to back into visible and thermal radiance at once. What is already covered costs nothing, and both
/// pictures get the same coverage of the same pixel, so they are registered by construction.
/// </summary>
internal sealed class Canvas : IDisposable
{
    private const float Covered = 0.004f;
    private const ushort Nobody = ushort.MaxValue;
    private readonly Camera _camera;
    private readonly Lighting _lighting;
    private readonly Climate _climate;
    private readonly float[] _open, _clear;
    private readonly ushort[] _stamp;
    private readonly float _airRadiance;

    public Canvas(Camera camera, Lighting lighting, Climate climate, int labelled)
    {
        (_camera, _lighting, _climate) = (camera, lighting, climate);
        int n = camera.Width * camera.Height;
        (Red, Green, Blue, Thermal) = (Rent(n), Rent(n), Rent(n), Rent(n));
        (_open, _clear) = (Rent(n), Rent(n));
        _stamp = ArrayPool<ushort>.Shared.Rent(n);
        Instances = new ushort[n];
        Array.Clear(_stamp, 0, n);
        Array.Fill(_open, 1f, 0, n);
        Array.Fill(_clear, 1f, 0, n);
        Tallies = new Tally[labelled + 1];
        _airRadiance = Climate.Radiance(climate.Air);
    }

    /// <summary>Linear visible light.</summary>
    public float[] Red { get; }

    /// <inheritdoc cref="Red"/>
    public float[] Green { get; }

    /// <inheritdoc cref="Red"/>
    public float[] Blue { get; }

    /// <summary>Thermal radiance relative to a black body of 300 K.</summary>
    public float[] Thermal { get; }

    /// <summary>For each pixel the number of the labelled thing that one sees there, from 1, or 0.</summary>
    public ushort[] Instances { get; }

    /// <summary>Counts by number of thing; entry 0 is unused.</summary>
    public Tally[] Tallies { get; }

    /// <summary>Share of the picture's visible light that smoke takes away, 0–1.</summary>
    public float VeiledShare { get; private set; }

    /// <summary>Paints the next nearest thing that is not painted yet.</summary>
    /// <param name="parts">Its parts from back to front.</param>
    /// <param name="number">Its number from 1 when it is labelled, else 0.</param>
    /// <param name="standing">Whether it hides the instance behind it; false for ground and sky.</param>
    public void Paint(IReadOnlyList<Primitive> parts, int number, bool standing)
    {
        for (int i = parts.Count - 1; i >= 0; i--)
        {
            Paint(parts[i], (ushort)number, standing && !parts[i].VisibleOnly);
        }
    }

    /// <summary>Paints smoke: it takes visible light away from all that is painted later.</summary>
    public void Veil(IReadOnlyList<Primitive> parts)
    {
        int n = _camera.Width * _camera.Height;
        float before = Sum(n);
        Paint(parts, 0, standing: false);
        VeiledShare += (before - Sum(n)) / n;
    }

    /// <summary>Ends the painting: tallies are complete and marks of unlabelled things are gone from <see cref="Instances"/>.</summary>
    public void Finish()
    {
        for (int n = 1; n < Tallies.Length; n++)
        {
            (Tallies[n].X0, Tallies[n].Y0) = (int.MaxValue, int.MaxValue);
        }

        int i = 0;
        for (int y = 0; y < _camera.Height; y++)
        {
            for (int x = 0; x < _camera.Width; x++, i++)
            {
                ushort number = Instances[i];
                if (number == 0)
                {
                    continue;
                }

                if (number == Nobody)
                {
                    Instances[i] = 0;
                    continue;
                }

                ref Tally tally = ref Tallies[number];
                tally.Seen++;
                (tally.X0, tally.Y0) = (Math.Min(tally.X0, x), Math.Min(tally.Y0, y));
                (tally.X1, tally.Y1) = (Math.Max(tally.X1, x + 1), Math.Max(tally.Y1, y + 1));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (float[] plane in (ReadOnlySpan<float[]>)[Red, Green, Blue, Thermal, _open, _clear])
        {
            ArrayPool<float>.Shared.Return(plane);
        }

        ArrayPool<ushort>.Shared.Return(_stamp);
    }

    /// <summary>Visible light that still comes through, summed over the open part of all pixels; in double, since a float would lose small pixels.</summary>
    private float Sum(int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += _clear[i] * _open[i];
        }

        return (float)sum;
    }

    private static float[] Rent(int length)
    {
        float[] values = ArrayPool<float>.Shared.Rent(length);
        Array.Clear(values, 0, length);
        return values;
    }

    private void Paint(Primitive part, ushort number, bool marks)
    {
        Shape shape = part.Shape;
        int y0 = Math.Max(0, (int)MathF.Floor(shape.Y0));
        int y1 = Math.Min(_camera.Height, (int)MathF.Ceiling(shape.Y1));
        Fragment at = default;
        for (int y = y0; y < y1; y++)
        {
            shape.Span(y + 0.5f, out float from, out float to);
            int x0 = Math.Max(0, (int)MathF.Floor(MathF.Max(from, 0f)));
            int x1 = Math.Min(_camera.Width, (int)MathF.Ceiling(MathF.Min(to, _camera.Width)));
            for (int i = (y * _camera.Width) + x0, x = x0; x < x1; x++, i++)
            {
                float open = _open[i];
                if (open < Covered && (number == 0 || _stamp[i] == number))
                {
                    continue;
                }

                float cover = shape.Cover(x + 0.5f, y + 0.5f, ref at) * part.Opacity;
                if (cover <= 0f)
                {
                    continue;
                }

                bool mine = false;
                if (marks && cover >= 0.5f)
                {
                    mine = Mark(i, number);
                }

                if (open >= Covered)
                {
                    Blend(i, open, cover, part, in at, mine ? number : (ushort)0);
                }
            }
        }
    }

    /// <summary>Records that a thing covers most of a pixel; true when it is the one that is seen there.</summary>
    private bool Mark(int i, ushort number)
    {
        if (number != 0 && _stamp[i] != number)
        {
            _stamp[i] = number;
            Tallies[number].Painted++;
        }

        if (Instances[i] != 0)
        {
            return false;
        }

        Instances[i] = number == 0 ? Nobody : number;
        return number != 0;
    }

    private void Blend(int i, float open, float cover, Primitive part, in Fragment at, ushort seen)
    {
        Appearance look = default;
        look.Emissivity = 0.95f;
        part.Material.Look(in at, ref look);
        Rgb light = (look.Albedo * _lighting.At(in at)) + look.Emission;
        if (look.Gloss > 0f)
        {
            float mirror = look.Gloss * (0.35f + (0.65f * StableMath.Unit(0.4f + (0.6f * at.Ny))));
            light += _lighting.MirroredSky * mirror;
        }

        if (at.Z < 5000f)
        {
            float through = StableMath.Decay(_climate.Haze * at.Z);
            light = (light * through) + (_climate.HazeLight * (1f - through));
        }

        if (seen != 0)
        {
            Tallies[seen].Veiled += 1f - _clear[i];
            Tallies[seen].Light += light.Luminance;
        }

        float weight = open * cover * _clear[i];
        Red[i] += light.R * weight;
        Green[i] += light.G * weight;
        Blue[i] += light.B * weight;
        if (part.VisibleOnly)
        {
            _clear[i] *= 1f - cover;
            return;
        }

        Thermal[i] += ThermalOf(in at, in look) * open * cover;
        _open[i] = open * (1f - cover);
    }

    private float ThermalOf(in Fragment at, in Appearance look)
    {
        float own = Climate.Radiance(look.Celsius);
        if (look.Emissivity < 1f)
        {
            float around = StableMath.Mix(_climate.Air, _climate.Zenith, 0.5f + (0.5f * at.Ny));
            own = StableMath.Mix(Climate.Radiance(around), own, look.Emissivity);
        }

        if (at.Z < 5000f)
        {
            float through = StableMath.Decay(_climate.ThermalHaze * at.Z);
            own = StableMath.Mix(_airRadiance, own, through);
        }

        return own;
    }
}
