using static IvifMl.Training.PromptIntent;

namespace IvifMl.Training;

/// <summary>The words that a family's sentences are made of.</summary>
/// <param name="Intent">What they ask for.</param>
/// <param name="Verbs">Orders, {0} for the thing.</param>
/// <param name="Things">What the orders are about.</param>
/// <param name="Faults">What is wrong, for sentences that only say so.</param>
/// <param name="Source">The source with the fault: visible or infrared.</param>
/// <param name="Sentences">Further sentences.</param>
/// <param name="HeldOut">Sentences to test with.</param>
internal sealed record PromptSentences(PromptIntent Intent, string[] Verbs, string[] Things, string[] Faults, string Source, string[] Sentences, string[] HeldOut)
{
    public static IReadOnlyList<PromptSentences> All { get; } =
    [
        new(
            Neutral,
            ["{0}", "make {0}", "we want {0}", "show {0}"],
            ["a fused image", "a fused infrared and visible image", "a fusion of infrared and visible images", "an image", "a good fusion", "a picture of both", "the fused picture", "an image of a scene"],
            [],
            "",
            [
                "fuse the infrared and visible images", "fuse both images", "combine the infrared and the visible image", "infrared and visible image fusion", "merge both sources",
                "this is an infrared and visible image fusion task", "this is the infrared-visible light fusion task", "fusion", "image fusion", "a clear image with detailed background and salient objects",
                "a normal fusion of both images", "fuse the thermal and the visible picture", "a picture", "a photo", "an ordinary fusion",
                "infrared and visible light images are fused here", "our job is the fusion of infrared and visible light images", "in this task infrared and visible light images are put together",
                "the aim is to combine infrared and visible light images into one", "we work on infrared and visible image fusion", "this challenge is about fusing infrared and visible images",
                "a task of image fusion", "put the infrared and the visible image together", "infrared images and visible light images of the same scene",
            ],
            ["fuse infrared and visible", "a fused picture of both cameras", "blend the two images", "the task is to fuse infrared and visible light images"]),
        new(
            SuppressGlare,
            ["suppress {0}", "reduce {0}", "remove {0}", "tone down {0}", "get rid of {0}", "less {0}", "no {0}", "without {0}"],
            [
                "the glare", "glare", "the glare of headlights", "glare of lamps", "the dazzling light", "overexposure", "the overexposure", "over-exposure", "overexposed parts", "too much light", "the strong light of lamps",
                "the blown out highlights", "washed out parts", "glare and overexposure", "the bright light", "the glaring lights",
            ],
            ["glare", "overexposure", "over-exposure", "overexposure degradation", "too much light", "washed out highlights", "glare of headlights", "dazzling lights"],
            "visible",
            ["the visible image is overexposed", "the image is too bright", "an overexposed visible image", "a washed out image", "the visible camera is dazzled by lamps", "too bright"],
            ["suppress glare", "please mute the glare of the lamps", "tackle overexposure of the visible image", "an overexposed image, washed out by light", "take the overexposure away"]),
        new(
            EmphasiseTargets,
            ["emphasise {0}", "emphasize {0}", "highlight {0}", "stress {0}", "bring out {0}", "show {0}", "make {0} stand out", "pay attention to {0}", "brighten {0}"],
            [
                "warm targets", "the warm targets", "hot targets", "warm objects", "salient objects", "hot objects", "people", "the people", "pedestrians", "persons", "thermal targets", "heat sources", "bright warm objects",
                "prominent targets", "people and cars", "the infrared targets", "warm people",
            ],
            [],
            "infrared",
            [
                "salient warm objects", "an image with bright warm objects", "warm targets first", "a person stands out", "prominent targets and salient objects", "hot things bright", "where are the people", "find the person",
                "people must be seen", "an image with salient objects and prominent targets",
            ],
            ["emphasise warm targets, please", "please pay attention to person", "warm objects should be prominent", "highlight every pedestrian", "bring the hot targets to the front"]),
        new(
            KeepVisible,
            ["keep {0}", "preserve {0}", "retain {0}", "maintain {0}", "do not change {0}", "stay with {0}", "stay close to {0}", "respect {0}"],
            [
                "the visible colours", "the visible colors", "the visible image", "the colours of the visible image", "the visible brightness", "the visible light photo", "the look of the visible camera", "the visible picture", "natural colours",
                "the colour of the visible photo", "the visible gray image", "the visible color image", "visible colours and brightness",
            ],
            [],
            "visible",
            ["a visible color image", "a visible gray image", "a visible image", "like the visible camera", "as the visible camera sees it", "a color photo of a visible camera", "natural colours", "a visible light photo", "mostly the visible image"],
            ["keep the visible colours, please", "leave the visible image as it is", "hold on to the colour of the visible camera", "a photo of the visible camera, please", "the visible look"]),
        new(
            ClearHaze,
            ["clear away {0}", "remove {0}", "see through {0}", "get rid of {0}", "reduce {0}", "without {0}", "clean {0}", "no {0}"],
            ["the fog", "fog", "the haze", "haze", "the mist", "the veil of haze", "hazy air", "the foggy veil", "fog and haze", "the thick fog", "haze in the distance", "the hazy veil"],
            ["haze", "fog", "haze degradation", "thick fog", "mist and haze", "hazy air", "a veil of fog"],
            "visible",
            ["dehaze", "dehaze the image", "the visible image is hazy", "a hazy visible image", "a foggy day", "a veiled image", "in fog", "on a foggy day", "the air is foggy", "an image taken in fog"],
            ["clear away fog", "lift the haze from the picture", "the visible image is veiled by fog", "please defog this hazy scene", "address haze issues of the visible images"]),
        new(
            BrightenDark,
            ["brighten {0}", "lighten {0}", "light up {0}", "lift {0}", "more light for {0}", "enhance {0}", "improve {0}"],
            ["the dark scene", "the dark image", "the darkness", "dark parts", "the night scene", "the low light image", "low light", "the dark night", "underexposed parts", "the dark visible image", "the shadows in the dark"],
            ["low light", "darkness", "low light degradation", "too little light", "extremely low light", "underexposure", "a dark night"],
            "visible",
            ["too dark", "the visible image is dark", "a dark visible image", "an underexposed image", "in the dark night", "it is too dark", "a low light image", "there is too little light", "the visible image is underexposed"],
            ["make the dark night brighter", "low light enhancement of the visible image", "please brighten this dark picture", "darkness hides the scene", "the visible image has too little light"]),
        new(
            RemoveNoise,
            ["remove {0}", "reduce {0}", "suppress {0}", "filter {0}", "get rid of {0}", "less {0}", "without {0}", "clean {0}"],
            ["the noise", "noise", "the infrared noise", "noise of the infrared image", "the grain", "thermal noise", "sensor noise", "the noisy infrared image", "grainy noise", "random noise", "strong noise"],
            ["noise", "strong noise", "random noise", "noise degradation", "grain", "thermal noise", "sensor noise"],
            "infrared",
            ["denoise", "denoise the infrared image", "a noisy infrared image", "a grainy thermal image", "the infrared image is noisy", "the thermal image is grainy", "noisy"],
            ["remove infrared noise", "the noisy thermal image needs cleaning", "take the noise out of the infrared", "the infrared camera is grainy", "please denoise the noisy picture"]),
        new(
            RaiseContrast,
            ["increase {0}", "raise {0}", "improve {0}", "stretch {0}", "enhance {0}", "more {0}", "strong {0}"],
            ["the contrast", "contrast", "the contrast of the infrared image", "the weak contrast", "the low contrast", "the contrast of the picture", "contrast and clarity"],
            ["low contrast", "weak contrast", "low contrast degradation", "poor contrast", "dull contrast", "a flat look"],
            "infrared",
            ["a low contrast image", "a flat image", "a faded image", "a dull image", "the image is flat", "the infrared image is faded", "the picture is dull and flat", "flat and dull", "the infrared image has low contrast"],
            ["raise the contrast", "please make this dull picture strong in contrast", "the low contrast of the thermal image needs work", "a flat, faded picture", "boost contrast"]),
        new(
            RemoveStripes,
            ["remove {0}", "reduce {0}", "suppress {0}", "filter {0}", "get rid of {0}", "without {0}", "no {0}", "clean {0}"],
            ["the stripes", "stripes", "stripe noise", "the stripe noise", "the stripes of the infrared image", "infrared stripes", "striped noise", "the striped pattern", "stripes of the sensor", "the striped lines"],
            ["stripes", "stripe noise", "stripe noise degradation", "striped noise", "stripes of the sensor", "a striped pattern"],
            "infrared",
            ["destripe", "destripe the infrared image", "a striped infrared image", "a striped thermal image", "the infrared image is striped", "the thermal image has stripes", "striped"],
            ["remove stripes", "the striped thermal image needs cleaning", "take the stripes out of the infrared", "stripe noise of the infrared camera", "please destripe the picture with stripes"]),
    ];
}
