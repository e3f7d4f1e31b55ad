using IvifMl.Imaging;
using static IvifMl.Training.CaptionFacts;

namespace IvifMl.Training;

/// <summary>A question to a CLIP that was not trained for it: which of several sentences fits the picture.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Classes">For each answer what must be true of a picture, and sentences that say so; their embeddings are averaged.</param>
/// <param name="Recipes">How pairs are shown for it.</param>
internal sealed record ZeroShotTask(string Name, IReadOnlyList<(CaptionFacts Truth, string[] Sentences)> Classes, IReadOnlyList<PictureRecipe> Recipes)
{
    private const float FaultSeverity = 0.6f;

    private static readonly PictureKind[] Plain = [PictureKind.VisibleGray, PictureKind.Infrared, PictureKind.Fused];

    /// <summary>All that the card reports.</summary>
    public static IReadOnlyList<ZeroShotTask> All { get; } =
    [
        new(
            "modality",
            [
                (Visible | Gray, [CaptionPhrases.VisibleSource, "a gray visible image"]),
                (Infrared, [CaptionPhrases.InfraredSource, "a thermal image"]),
                (Fused, ["a fused image", "a fusion of infrared and visible images"]),
            ],
            [.. Plain.Select(kind => new PictureRecipe(kind))]),
        new(
            "degradation",
            [
                (Clear, ["a clear image", "a sharp image"]),
                (Blurred, ["a blurred image", "a blurry image"]),
                (Noisy, ["a noisy image", "a grainy image"]),
                (LowContrast, ["a low contrast image", "a flat image"]),
                (Dark, ["a dark image", "an underexposed image"]),
                (OverExposed, ["an overexposed image", "a too bright image"]),
                (Hazy, ["a hazy image", "a veiled image"]),
                (Striped, ["a striped image", "an image with stripes"]),
            ],
            [
                .. Plain.Select(kind => new PictureRecipe(kind)),
                .. Plain.SelectMany(kind => Enum.GetValues<DegradationKind>().Select(fault => new PictureRecipe(kind, fault, FaultSeverity))),
            ]),
        new(
            "day or night",
            [(Day, ["an image taken by day", "an image taken in daylight"]), (Night, ["an image taken at night", "an image taken by night"])],
            [new(PictureKind.VisibleGray), new(PictureKind.VisibleColour), new(PictureKind.Fused)]),
        new(
            "person or nobody",
            [(Person, ["a photo of a person", "a picture of a pedestrian"]), (NoPerson, ["a photo of nobody", "a picture of no people"])],
            [new(PictureKind.Infrared), new(PictureKind.Fused)]),
        new(
            "car or none",
            [(Car, ["a photo of a car", "a picture of a vehicle"]), (NoCar, ["a photo of no car", "a picture of no cars"])],
            [new(PictureKind.VisibleGray), new(PictureKind.Infrared), new(PictureKind.Fused)]),
        new(
            "place",
            [
                (Street, ["an image of a street"]), (Forest, ["an image of a forest"]), (Harbour, ["an image of a harbour"]),
                (CountryRoad, ["an image of a country road"]), (Corridor, ["an image of a corridor"]),
            ],
            [new(PictureKind.VisibleGray), new(PictureKind.Fused)]),
        new(
            "good fusion or average",
            [
                (Fused | SalientObjects | DetailedBackground, [CaptionPhrases.GoodFusion]),
                (Fused | FaintObjects, ["an image with faint objects", "an image with weak objects and dull background"]),
            ],
            [new(PictureKind.Fused), new(PictureKind.Average)]),
    ];

    /// <summary>The answer that is right for a picture; −1 where none or several are.</summary>
    public int AnswerFor(CaptionFacts picture)
    {
        int answer = -1;
        for (int i = 0; i < Classes.Count; i++)
        {
            if ((picture & Classes[i].Truth) == Classes[i].Truth)
            {
                if (answer >= 0)
                {
                    return -1;
                }

                answer = i;
            }
        }

        return answer;
    }
}
