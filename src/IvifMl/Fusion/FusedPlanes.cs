using IvifMl.Imaging;

namespace IvifMl;

/// <summary>What a packaged fusion graph gives for a pair.</summary>
/// <param name="Luminance">The fused luminance, 0–1.</param>
/// <param name="ChromaGain">The factor of the visible's chroma; null where the model leaves it as it is.</param>
internal sealed record FusedPlanes(Plane Luminance, Plane? ChromaGain)
{
    /// <summary>Takes apart what the graph gave: one value a pixel, or the luminance and behind it the gain.</summary>
    /// <param name="values">The values.</param>
    /// <param name="height">Rows of the pair.</param>
    /// <param name="width">Columns of the pair.</param>
    /// <exception cref="InvalidDataException">Another number of values.</exception>
    public static FusedPlanes Of(ReadOnlySpan<float> values, int height, int width)
    {
        int pixels = height * width;
        if (values.Length != pixels && values.Length != 2 * pixels)
        {
            throw new InvalidDataException($"The fusion model gave {values.Length} values for a pair of {width}×{height} pixels; ivif.fusion/1 asks for one a pixel.");
        }

        return new(
            new Plane(height, width, values[..pixels].ToArray()),
            values.Length == pixels ? null : new Plane(height, width, values[pixels..].ToArray()));
    }
}
