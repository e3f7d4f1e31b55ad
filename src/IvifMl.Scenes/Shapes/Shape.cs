using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes.Shapes;

/// <summary>
/// A region of the picture with a place in the world behind every pixel. Bounds are in pixels, the upper ones exclusive, and may
/// reach beyond the picture.
/// </summary>
internal abstract class Shape
{
    public float X0 { get; protected init; }

    public float Y0 { get; protected init; }

    public float X1 { get; protected init; }

    public float Y1 { get; protected init; }

    /// <summary>
    /// How much of the pixel with centre (<paramref name="u"/>, <paramref name="v"/>) the shape covers, 0–1; fills
    /// <paramref name="at"/> where the answer is above 0.
    /// </summary>
    public abstract float Cover(float u, float v, ref Fragment at);

    /// <summary>The columns of one row that the shape can touch; the whole width of the bounds unless a shape knows better.</summary>
    public virtual void Span(float v, out float from, out float to)
    {
        from = X0;
        to = X1;
    }
}
