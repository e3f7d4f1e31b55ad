using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>One way to show a part of a pair.</summary>
/// <param name="Kind">What is shown.</param>
/// <param name="Fault">What is wrong with it; null for nothing.</param>
/// <param name="Severity">How wrong, 0–1.</param>
/// <param name="Gamma">Exponent of the gray values at the end; 1 leaves them.</param>
/// <param name="Mix">Which good fusion: 0 the pyramid, 1 the two-scale rule, between them a mixture.</param>
/// <param name="Seed">Draws the fault.</param>
/// <param name="Late">
/// Whether the fault comes after the resampling: faults of single pixels would vanish in a picture that is shrunk much.
/// </param>
internal sealed record PictureRecipe(
    PictureKind Kind, DegradationKind? Fault = null, float Severity = 0, float Gamma = 1, float Mix = 0, int Seed = 0, bool Late = false)
{
    /// <summary>Weight of the details that <see cref="PictureKind.Harsh"/> adds to themselves.</summary>
    private const float HarshGain = 3;

    /// <summary>A pixel of the small picture is worth about two of the window, so a late blur reaches less far.</summary>
    private const float LateBlur = 0.6f;

    /// <summary>The picture as the image tower takes it before normalisation.</summary>
    /// <param name="crop">The part of a pair.</param>
    /// <param name="view">How it is resampled.</param>
    /// <param name="side">Rows and columns of the result.</param>
    /// <returns>3 · side · side values, 0–1; gray is repeated.</returns>
    public float[] Show(PairCrop crop, PictureView view, int side)
    {
        IReadOnlyList<Plane> picture = Clean(crop);
        if (Fault is DegradationKind early && !Late)
        {
            picture = Degradation.Apply(picture, early, Severity, Seed);
        }

        picture = [.. picture.Select(plane => view.Apply(plane, side))];
        if (Fault is DegradationKind late && Late)
        {
            picture = Degradation.Apply(picture, late, late == DegradationKind.Blur ? Severity * LateBlur : Severity, Seed);
        }

        float[] pixels = new float[3 * side * side];
        for (int channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<float> plane = picture[picture.Count == 1 ? 0 : channel].Values;
            Span<float> target = pixels.AsSpan(channel * plane.Length, plane.Length);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = Gamma == 1 ? Math.Clamp(plane[i], 0, 1) : MathF.Pow(Math.Clamp(plane[i], 0, 1), Gamma);
            }
        }

        return pixels;
    }

    private IReadOnlyList<Plane> Clean(PairCrop crop) => Kind switch
    {
        PictureKind.Infrared => [crop.Infrared],
        PictureKind.VisibleGray => [crop.Visible],
        PictureKind.VisibleColour => crop.Colours,
        PictureKind.Average => [FusionRecipes.Average(crop.Infrared, crop.Visible)],
        PictureKind.Maximum => [FusionRecipes.Maximum(crop.Infrared, crop.Visible)],
        PictureKind.Harsh => [FusionRecipes.Sharpened(Good(crop), HarshGain)],
        PictureKind.FusedColour => Coloured(crop, Good(crop)),
        _ => [Good(crop)],
    };

    private Plane Good(PairCrop crop) => Mix == 0 ? crop.Pyramid : FusionRecipes.Mixed(crop.Pyramid, crop.TwoScale, Mix);

    private static Plane[] Coloured(PairCrop crop, Plane fused)
    {
        Plane[] colours = [.. crop.Colours.Select(colour => colour.Clone())];
        foreach (Plane colour in colours)
        {
            for (int i = 0; i < colour.Length; i++)
            {
                colour.Array[i] += fused.Array[i] - crop.Visible.Array[i];
            }
        }

        return colours;
    }
}
