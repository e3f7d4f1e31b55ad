namespace IvifMl.Scenes.Rendering;

/// <summary>What the canvas counts about one labelled thing while it paints.</summary>
internal struct Tally
{
    /// <summary>Pixels in the picture that the thing would cover if nothing stood before it.</summary>
    public int Painted;

    /// <summary>Pixels in which it is what one sees.</summary>
    public int Seen;

    /// <summary>Sum over seen pixels of the visible light that smoke and other veils take away, 0–1 each.</summary>
    public float Veiled;

    /// <summary>Sum over seen pixels of the thing's own visible luminance before exposure.</summary>
    public float Light;

    /// <summary>Bounds of the seen pixels, upper ones exclusive.</summary>
    public int X0, Y0, X1, Y1;
}
