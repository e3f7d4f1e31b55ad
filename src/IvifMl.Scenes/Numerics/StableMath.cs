using System.Runtime.CompilerServices;

namespace IvifMl.Scenes.Numerics;

/// <summary>
/// Elementary functions built from additions, multiplications, divisions and square roots only. IEEE 754 fixes the result of those,
/// while <see cref="MathF"/>'s exponentials and sines may differ by a bit between C libraries, and one bit can flip a byte of a picture.
/// </summary>
internal static class StableMath
{
    /// <summary>A full turn in radians.</summary>
    public const float Turn = 6.2831853f;

    /// <summary>e to the power <paramref name="x"/>, relative error below 3e-6; 0 below −80, clamped above 80.</summary>
    public static float Exp(float x)
    {
        if (x < -80f)
        {
            return 0f;
        }

        float turns = MathF.Min(x, 80f) * 1.44269504f;
        float whole = MathF.Floor(turns + 0.5f);
        float r = (turns - whole) * 0.69314718f;
        float series = 1f + (r * (1f + (r * (0.5f + (r * (0.16666667f + (r * (0.041666667f + (r * 0.0083333333f)))))))));
        return series * BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);
    }

    /// <summary>e to the power −<paramref name="x"/> for x ≥ 0, by its series where x is small, which for haze it mostly is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Decay(float x) => x < 0.125f ? 1f - (x * (1f - (x * (0.5f - (x * 0.16666667f))))) : Exp(-x);

    /// <summary>Sine of an angle in radians, absolute error about 1e-3, which is far below what a pose or a wave needs.</summary>
    public static float Sin(float radians)
    {
        float t = radians * 0.15915494f;
        t -= MathF.Floor(t + 0.5f);
        float y = (8f * t) - (16f * t * MathF.Abs(t));
        return (0.225f * ((y * MathF.Abs(y)) - y)) + y;
    }

    /// <summary>Cosine of an angle in radians, absolute error about 1e-3.</summary>
    public static float Cos(float radians) => Sin(radians + 1.5707963f);

    /// <summary><paramref name="x"/> limited to 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Unit(float x) => x <= 0f ? 0f : x >= 1f ? 1f : x;

    /// <summary>From <paramref name="a"/> at 0 to <paramref name="b"/> at 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Mix(float a, float b, float t) => a + ((b - a) * t);

    /// <summary>The smooth step 3t² − 2t³ from 0 at <paramref name="a"/> to 1 at <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float a, float b, float x)
    {
        float t = Unit((x - a) / (b - a));
        return t * t * (3f - (2f * t));
    }

    /// <summary>How much of a pixel of width <paramref name="foot"/> around <paramref name="x"/> lies between <paramref name="a"/> and <paramref name="b"/>, 0–1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Inside(float x, float a, float b, float foot)
    {
        float half = foot * 0.5f;
        float low = MathF.Max(x - half, a);
        float high = MathF.Min(x + half, b);
        return high <= low ? 0f : (high - low) / foot;
    }

    /// <summary>x^(7/16), a display gamma of 2.29, by square roots alone.</summary>
    public static float Gamma(float x)
    {
        float quarter = MathF.Sqrt(MathF.Sqrt(x));
        float eighth = MathF.Sqrt(quarter);
        return quarter * eighth * MathF.Sqrt(eighth);
    }
}
