using IvifMl.Metrics;

namespace IvifMl;

/// <summary>The labelled boxes of one picture, whatever format they come from.</summary>
/// <param name="Name">The picture's file name without folder and extension.</param>
/// <param name="Width">Its columns, as the file of boxes says, or as the picture's header does where the file does not.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Boxes">The boxes in pixels, in the file's order; crowds and objects marked difficult are <see cref="GroundTruthBox.IsCrowd"/>.</param>
public sealed record PictureBoxes(string Name, int Width, int Height, IReadOnlyList<GroundTruthBox> Boxes)
{
    /// <summary>The same with renamed, merged or dropped classes.</summary>
    /// <param name="classes">How.</param>
    public PictureBoxes With(BoxClasses classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return this with { Boxes = classes.Of(Boxes) };
    }
}
