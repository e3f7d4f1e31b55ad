using System.Numerics.Tensors;
using IvifMl.Imaging;
using static IvifMl.Training.CaptionFacts;

namespace IvifMl.Training;

/// <summary>What is true of a part of a pair, shown by a recipe.</summary>
internal static class PictureFacts
{
    /// <summary>A visible picture below this mean luminance is called dark.</summary>
    private const float DarkMean = 0.16f;

    /// <summary>A background of less deviation is not called detailed.</summary>
    private const float DetailedDeviation = 0.08f;

    /// <summary>Least share of an object that must be in the window for the caption to name it.</summary>
    private const float NamedShare = 0.5f;

    /// <summary>Least height of a named object, as a share of the window's.</summary>
    private const float NamedHeight = 0.08f;

    private static readonly CaptionFacts[] Groups =
    [
        Visible | Infrared | Fused | Gray | Colour | Clear | DetailedBackground | SalientObjects | FaintObjects | AnyFault,
        Day | Dusk | Night | Fog,
        Street | Forest | Harbour | CountryRoad | Corridor,
        Person | NoPerson | People,
        Car | NoCar,
    ];

    private static readonly CaptionFacts[] Labels = [Person, Car, Truck, Bus, Boat, Lamp];

    /// <summary>The facts.</summary>
    /// <param name="crop">The part of a pair.</param>
    /// <param name="view">How it is resampled: what leaves the picture is not told of.</param>
    /// <param name="recipe">How it is shown.</param>
    public static CaptionFacts Of(PairCrop crop, PictureView view, PictureRecipe recipe)
    {
        CaptionFacts facts = crop.Pair.Facts | Content(crop.Pair, view.SeenOf(crop.Window), recipe.Kind) | Appearance(crop, recipe);

        // Neither the light of day nor fog is seen by a thermal camera, and indoors there are only lamps.
        return recipe.Kind == PictureKind.Infrared ? facts & ~(Day | Dusk | Night | Fog)
            : facts.HasFlag(Corridor) ? facts & ~(Day | Dusk | Night)
            : facts;
    }

    /// <summary>The statements of which it is known whether they are true of a picture with these facts: all of a group where one of the group is true.</summary>
    public static CaptionFacts Known(CaptionFacts picture)
    {
        CaptionFacts known = None;
        foreach (CaptionFacts group in Groups)
        {
            known |= (picture & group) != None ? group : None;
        }

        return known;
    }

    private static CaptionFacts Appearance(PairCrop crop, PictureRecipe recipe)
    {
        CaptionFacts kind = recipe.Kind switch
        {
            PictureKind.VisibleGray => Visible | Gray,
            PictureKind.VisibleColour => Visible | Colour,
            PictureKind.Infrared => Infrared | Gray,
            PictureKind.FusedColour => Fused | Colour,
            _ => Fused | Gray,
        };
        if (recipe.Fault is DegradationKind fault)
        {
            return kind | Of(fault) | (recipe.Kind == PictureKind.Average ? FaintObjects : None);
        }

        return kind | recipe.Kind switch
        {
            PictureKind.Infrared => Clear | SalientObjects,
            PictureKind.Fused or PictureKind.FusedColour => Clear | DetailedBackground | SalientObjects,
            PictureKind.Average => FaintObjects | LowContrast,
            PictureKind.Maximum => SalientObjects,
            PictureKind.Harsh => Harsh,
            _ => OfVisible(crop),
        };
    }

    private static CaptionFacts OfVisible(PairCrop crop)
    {
        ReadOnlySpan<float> values = crop.Visible.Values;
        float mean = TensorPrimitives.Sum(values) / values.Length;
        float deviation = MathF.Sqrt(MathF.Max((TensorPrimitives.SumOfSquares(values) / values.Length) - (mean * mean), 0));
        return mean < DarkMean ? Dark
            : crop.Pair.Facts.HasFlag(Fog) ? Hazy
            : crop.Pair.Facts.HasFlag(Night) ? None
            : deviation > DetailedDeviation ? Clear | DetailedBackground
            : Clear;
    }

    private static CaptionFacts Of(DegradationKind fault) => fault switch
    {
        DegradationKind.Blur => Blurred,
        DegradationKind.Noise => Noisy,
        DegradationKind.LowContrast => LowContrast,
        DegradationKind.Darkness => Dark,
        DegradationKind.OverExposure => OverExposed,
        DegradationKind.Haze => Hazy,
        _ => Striped,
    };

    /// <summary>What the window holds and what it surely does not; objects that are cut or hardly seen count as neither.</summary>
    private static CaptionFacts Content(PoolPair pair, Window window, PictureKind kind)
    {
        if (pair.Boxes is null)
        {
            return None;
        }

        bool visible = kind is PictureKind.VisibleGray or PictureKind.VisibleColour;
        CaptionFacts facts = None;
        foreach (CaptionFacts label in Labels)
        {
            PoolBox[] near = [.. pair.Boxes.Where(box => box.Fact == label && Share(box, window) > 0)];
            int named = near.Count(box => Share(box, window) >= NamedShare && box.Y1 - box.Y0 >= NamedHeight * window.Height && (!visible || box.SeenInVisible));
            facts |= named > 0 ? label : None;
            facts |= label == Person && named > 1 ? People : None;
            facts |= near.Length > 0 ? None : label == Person ? NoPerson : label == Car ? NoCar : None;
        }

        return facts;
    }

    private static float Share(PoolBox box, Window window)
    {
        int width = Math.Min(box.X1, window.X + window.Width) - Math.Max(box.X0, window.X);
        int height = Math.Min(box.Y1, window.Y + window.Height) - Math.Max(box.Y0, window.Y);
        return width <= 0 || height <= 0 ? 0 : width * height / (float)Math.Max((box.X1 - box.X0) * (box.Y1 - box.Y0), 1);
    }
}
