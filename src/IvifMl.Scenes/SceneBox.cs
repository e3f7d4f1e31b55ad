namespace IvifMl.Scenes;

/// <summary>One labelled object: the tight bounds of what is seen of it, the same in both images.</summary>
/// <param name="Label">One of <see cref="SceneLabels"/>.</param>
/// <param name="State">What it does in one word: "walking", "standing", "parked", "moving", "moored", "lit", "off".</param>
/// <param name="X0">First column of its mask.</param>
/// <param name="Y0">First row of its mask.</param>
/// <param name="X1">Column after the last of its mask.</param>
/// <param name="Y1">Row after the last of its mask.</param>
/// <param name="Pixels">Pixels of its mask: those where it is what one sees, smoke aside.</param>
/// <param name="Occlusion">Share of its area inside the picture that other objects hide, 0–1.</param>
/// <param name="SmokeCover">Mean share of its visible light that smoke takes away, 0–1; the infrared image does not see smoke.</param>
/// <param name="Luminance">Mean luminance of its mask in the visible scene after exposure, linear light, 1 = white; below 0.01 it is lost in the dark.</param>
/// <param name="Distance">Its distance from the camera in metres.</param>
public sealed record SceneBox(
    string Label,
    string State,
    int X0,
    int Y0,
    int X1,
    int Y1,
    int Pixels,
    float Occlusion,
    float SmokeCover,
    float Luminance,
    float Distance)
{
    /// <summary>Columns that the box spans.</summary>
    public int Width => X1 - X0;

    /// <summary>Rows that the box spans.</summary>
    public int Height => Y1 - Y0;

    /// <summary>Whether smoke hides it in the visible image: it takes away at least 60 % of its light.</summary>
    public bool HiddenBySmoke => SmokeCover >= 0.6f;

    /// <summary>Whether it is lost in the dark in the visible image: no smoke, but less than 1 % of white.</summary>
    public bool LostInTheDark => !HiddenBySmoke && Luminance < 0.01f;
}
