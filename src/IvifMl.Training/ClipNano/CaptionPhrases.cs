using static IvifMl.Training.CaptionFacts;

namespace IvifMl.Training;

/// <summary>The words that captions are made of.</summary>
internal static class CaptionPhrases
{
    /// <summary>The sentence of a good fusion that the language-driven loss asks for (LDFusion).</summary>
    public const string GoodFusion = "a clear image with detailed background and salient objects";

    /// <summary>The loss's sentence for the visible source.</summary>
    public const string VisibleSource = "a visible gray image";

    /// <summary>The loss's sentence for the infrared source.</summary>
    public const string InfraredSource = "an infrared image";

    /// <summary>What a picture is called; {0} takes an adjective with a blank behind it, or nothing.</summary>
    public static IReadOnlyList<Caption> Kinds { get; } =
    [
        new("{0}visible gray image", Visible | Gray), new("{0}visible gray image", Visible | Gray), new("{0}gray visible image", Visible | Gray),
        new("{0}gray picture of a visible camera", Visible | Gray), new("{0}visible light image in gray", Visible | Gray),
        new("{0}visible color image", Visible | Colour), new("{0}visible colour image", Visible | Colour), new("{0}color photo of a visible camera", Visible | Colour),
        new("{0}visible image", Visible), new("{0}visible light photo", Visible),
        new("{0}infrared image", Infrared), new("{0}infrared image", Infrared), new("{0}thermal image", Infrared), new("{0}thermal infrared image", Infrared),
        new("{0}heat picture of an infrared camera", Infrared), new("{0}infrared photo", Infrared),
        new("{0}fused image", Fused), new("{0}fusion of infrared and visible images", Fused), new("{0}fused infrared and visible image", Fused),
        new("{0}fused gray image", Fused | Gray), new("{0}fused color image", Fused | Colour),
        new("{0}image", None), new("{0}picture", None), new("{0}photo", None),
    ];

    /// <summary>Adjectives for before the kind.</summary>
    public static IReadOnlyList<Caption> Adjectives { get; } =
    [
        new("clear", Clear), new("sharp", Clear), new("clean", Clear), new("good", Clear), new("high quality", Clear),
        new("blurred", Blurred), new("blurry", Blurred), new("unfocused", Blurred), new("out of focus", Blurred),
        new("noisy", Noisy), new("grainy", Noisy),
        new("low contrast", LowContrast), new("flat", LowContrast), new("faded", LowContrast), new("dull", LowContrast),
        new("dark", Dark), new("underexposed", Dark), new("very dark", Dark), new("low light", Dark),
        new("overexposed", OverExposed), new("too bright", OverExposed), new("washed out", OverExposed),
        new("hazy", Hazy), new("veiled", Hazy),
        new("striped", Striped), new("oversharpened", Harsh), new("harsh", Harsh),
    ];

    /// <summary>What follows the kind and begins with "with".</summary>
    public static IReadOnlyList<Caption> Merits { get; } =
    [
        new("detailed background and salient objects", DetailedBackground | SalientObjects), new("detailed background and salient objects", DetailedBackground | SalientObjects),
        new("detailed background and bright objects", DetailedBackground | SalientObjects), new("rich texture and prominent targets", DetailedBackground | SalientObjects),
        new("fine details and salient targets", DetailedBackground | SalientObjects), new("salient objects and a detailed background", DetailedBackground | SalientObjects),
        new("detailed background", DetailedBackground), new("rich texture", DetailedBackground), new("fine details", DetailedBackground),
        new("salient objects", SalientObjects), new("bright warm objects", SalientObjects), new("prominent targets", SalientObjects),
        new("faint objects", FaintObjects), new("weak objects and dull background", FaintObjects), new("objects that hardly stand out", FaintObjects),
        new("blur", Blurred), new("lost details", Blurred), new("noise", Noisy), new("strong noise", Noisy), new("low contrast", LowContrast), new("weak contrast", LowContrast),
        new("darkness", Dark), new("too little light", Dark), new("overexposure", OverExposed), new("too much light", OverExposed), new("haze", Hazy), new("stripes", Striped),
        new("stripe noise", Striped), new("halos at edges", Harsh),
    ];

    /// <summary>Where it was taken; follows "of".</summary>
    public static IReadOnlyList<Caption> Places { get; } =
    [
        new("a street", Street), new("a city street", Street), new("a forest", Forest), new("trees in a forest", Forest), new("a harbour", Harbour), new("a harbor", Harbour),
        new("a country road", CountryRoad), new("a road through fields", CountryRoad), new("a corridor", Corridor), new("a corridor in a building", Corridor),
        new("a scene", None), new("an outdoor scene", Street), new("an outdoor scene", Harbour), new("an outdoor scene", CountryRoad),
    ];

    /// <summary>When, and in what air.</summary>
    public static IReadOnlyList<Caption> Times { get; } =
    [
        new("by day", Day), new("in daylight", Day), new("during the day", Day), new("at dusk", Dusk), new("in the evening", Dusk), new("at night", Night), new("by night", Night),
        new("in the dark night", Night), new("in fog", Fog), new("on a foggy day", Fog | Day),
    ];

    /// <summary>What is in it.</summary>
    public static IReadOnlyList<Caption> Contents { get; } =
    [
        new("a person", Person), new("a person", Person), new("someone", Person), new("a pedestrian", Person), new("people", People), new("several people", People), new("pedestrians", People),
        new("no people", NoPerson), new("nobody", NoPerson), new("no person", NoPerson),
        new("a car", Car), new("a vehicle", Car), new("cars", Car), new("no cars", NoCar), new("no car", NoCar),
        new("a truck", Truck), new("a bus", Bus), new("a boat", Boat), new("boats", Boat), new("a lamp", Lamp), new("street lamps", Lamp | Street),
    ];

    /// <summary>Every sentence part, for collecting the vocabulary.</summary>
    public static IEnumerable<string> All =>
    [
        .. new[] { Kinds, Adjectives, Merits, Places, Times, Contents }.SelectMany(phrases => phrases).Select(phrase => phrase.Text.Replace("{0}", string.Empty, StringComparison.Ordinal)),
        GoodFusion, VisibleSource, InfraredSource, "a photo of", "a picture of", "an image taken", "there is", "there are", "a an and with of the in on that shows showing without",
    ];
}
