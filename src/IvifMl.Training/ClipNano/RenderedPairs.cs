using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Scenes;

namespace IvifMl.Training;

/// <summary>Pairs of the procedural renderer.</summary>
internal static class RenderedPairs
{
    private const int Height = 240;
    private const int Width = 320;

    /// <summary>Renders pairs of consecutive seeds.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="fusion">Makes the good fusion.</param>
    public static PoolPair[] Render(ulong first, int count, FusionModel fusion)
    {
        PoolPair[] pairs = new PoolPair[count];
        Parallel.For(0, count, i => pairs[i] = Render(first + (ulong)i, fusion));
        return pairs;
    }

    private static PoolPair Render(ulong seed, FusionModel fusion)
    {
        RenderedPair pair = Scene.Render(new SceneOptions { Seed = seed, Width = Width, Height = Height });
        ThermalToneMapping toneMapping = (seed % 4) switch
        {
            0 => new() { LowPercentile = 0, HighPercentile = 100 },
            1 => new() { Mode = ToneMappingMode.PlateauHistogram },
            _ => new(),
        };
        PoolBox[] boxes =
        [
            .. pair.Boxes.Select(box => new PoolBox(FactOf(box.Label), box.X0, box.Y0, box.X1, box.Y1, !box.HiddenBySmoke && !box.LostInTheDark)),
        ];
        string name = string.Create(CultureInfo.InvariantCulture, $"rendered-{seed}");
        return PoolPair.Of(name, pair.Visible, toneMapping.Apply(pair.Infrared), fusion, FactsOf(pair.Facts), boxes);
    }

    private static CaptionFacts FactOf(string label) => label switch
    {
        SceneLabels.Person => CaptionFacts.Person,
        SceneLabels.Car => CaptionFacts.Car,
        SceneLabels.Truck => CaptionFacts.Truck,
        SceneLabels.Bus => CaptionFacts.Bus,
        SceneLabels.Boat => CaptionFacts.Boat,
        _ => CaptionFacts.Lamp,
    };

    private static CaptionFacts FactsOf(SceneFacts facts) =>
        (facts.Weather == SceneWeather.Fog ? CaptionFacts.Fog : CaptionFacts.None)
        | facts.Time switch { TimeOfDay.Day => CaptionFacts.Day, TimeOfDay.Dusk => CaptionFacts.Dusk, _ => CaptionFacts.Night }
        | facts.Kind switch
        {
            SceneKind.Street => CaptionFacts.Street,
            SceneKind.Forest => CaptionFacts.Forest,
            SceneKind.Harbour => CaptionFacts.Harbour,
            SceneKind.Field => CaptionFacts.CountryRoad,
            _ => CaptionFacts.Corridor,
        };
}
