namespace IvifMl.Scenes.Numerics;

/// <summary>Linear light or reflectance by colour channel; reflectances lie in 0–1, light has no upper limit.</summary>
internal readonly struct Rgb(float r, float g, float b)
{
    public readonly float R = r;
    public readonly float G = g;
    public readonly float B = b;

    public static Rgb Black => default;

    public float Luminance => (0.299f * R) + (0.587f * G) + (0.114f * B);

    public static Rgb operator +(Rgb a, Rgb b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Rgb operator *(Rgb a, Rgb b) => new(a.R * b.R, a.G * b.G, a.B * b.B);

    public static Rgb operator *(Rgb a, float k) => new(a.R * k, a.G * k, a.B * k);

    /// <summary>A grey.</summary>
    public static Rgb Grey(float value) => new(value, value, value);

    /// <summary>The linear reflectance of a colour as painters write it, 0xRRGGBB.</summary>
    public static Rgb Of(int hex) => new(Linear((hex >> 16) & 255), Linear((hex >> 8) & 255), Linear(hex & 255));

    /// <summary>From <paramref name="a"/> at 0 to <paramref name="b"/> at 1.</summary>
    public static Rgb Mix(Rgb a, Rgb b, float t) => new(a.R + ((b.R - a.R) * t), a.G + ((b.G - a.G) * t), a.B + ((b.B - a.B) * t));

    private static float Linear(int code)
    {
        float v = code * (1f / 255f);
        return v * v * (0.8f + (0.2f * v));
    }
}
