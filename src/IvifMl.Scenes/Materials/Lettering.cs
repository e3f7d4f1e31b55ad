using IvifMl.Scenes.Numerics;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Materials;

/// <summary>A plate with a word on it. Paint of two colours has one temperature, so that only visible light can read it.</summary>
internal sealed class Lettering(string text, Rgb plate, Rgb ink, float width, float height, float celsius) : Material
{
    /// <inheritdoc/>
    public override void Look(in Fragment at, ref Appearance look)
    {
        look.Celsius = celsius;
        look.Emissivity = 0.93f;
        look.Gloss = 0.02f;
        // Letters are 5 dots wide with a gap of one; a margin of one dot runs round the plate.
        float columns = (text.Length * 6f) + 1f;
        float x = (at.S / width * columns) - 1f;
        float y = (at.T / height * 9f) - 1f;
        float cover = Dot(x, y);
        if (at.FootS * columns / width > 0.5f)
        {
            // Far away, four samples keep the letters from flickering.
            float hx = at.FootS * columns / width * 0.25f;
            float hy = at.FootT * 9f / height * 0.25f;
            cover = 0.25f * (Dot(x - hx, y - hy) + Dot(x + hx, y - hy) + Dot(x - hx, y + hy) + Dot(x + hx, y + hy));
        }

        look.Albedo = Rgb.Mix(plate, ink, cover);
    }

    private float Dot(float x, float y)
    {
        int column = (int)MathF.Floor(x);
        int letter = column / 6;
        int row = 6 - (int)MathF.Floor(y);
        return column < 0 || letter >= text.Length || column % 6 == 5 || row is < 0 or > 6
            ? 0f
            : (DotFont.Row(text[letter], row) >> (4 - (column % 6))) & 1;
    }
}
