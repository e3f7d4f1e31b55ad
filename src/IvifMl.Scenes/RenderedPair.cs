using IvifMl.Imaging;

namespace IvifMl.Scenes;

/// <summary>A registered pair of images of one scene, with all that is known about it.</summary>
/// <param name="Seed">The seed that made it.</param>
/// <param name="Visible">The visible image: RGB, 8 bits, display gamma.</param>
/// <param name="Infrared">The infrared image: gray, 16 bits holding the 14-bit counts of <see cref="ThermalSensor"/>; tone-map it before showing.</param>
/// <param name="Temperature">Apparent temperature in °C behind the optics, before noise and quantisation; null unless asked for.</param>
/// <param name="Instances">For each pixel, row-major, the number of the box whose object is seen there, from 1 in the order of <see cref="Boxes"/>, or 0.</param>
/// <param name="Boxes">The labelled objects, nearest first.</param>
/// <param name="Facts">What is true of the scene.</param>
/// <param name="Caption">One English sentence, true by construction.</param>
public sealed record RenderedPair(
    ulong Seed,
    RasterImage Visible,
    RasterImage Infrared,
    Plane? Temperature,
    ReadOnlyMemory<ushort> Instances,
    IReadOnlyList<SceneBox> Boxes,
    SceneFacts Facts,
    string Caption);
