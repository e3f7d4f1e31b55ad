using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl.Training;

/// <summary>
/// Boxes of a pair that nobody has labelled, by a stronger detector. It looks at the visible, the infrared and the fused picture, each whole and in four
/// overlapping quarters, where small objects are larger. What it is sure of counts, in the views where it is seen; what it only suspects is ignored,
/// so that nothing is taught where nothing is known.
/// </summary>
public sealed class PseudoLabels : IDisposable
{
    /// <summary>Default of <see cref="Sure"/>.</summary>
    public const double DefaultSure = 0.5;

    /// <summary>Default of <see cref="Suspected"/>.</summary>
    public const double DefaultSuspected = 0.2;

    private const float LeastScore = 0.05f;
    private const double QuarterShare = 0.6;
    private const double SameObject = 0.5;
    private const double Border = 3;

    private readonly DetectorModel _teacher;
    private readonly FusionModel _fusion;
    private readonly BoxClasses _classes;

    /// <summary>Labels by a detector.</summary>
    /// <param name="teacher">The stronger detector; stays the caller's. Its own score threshold does not count.</param>
    /// <param name="fusion">Makes the fused picture; stays the caller's.</param>
    /// <param name="classes">From the teacher's classes to those to learn.</param>
    public PseudoLabels(DetectorModel teacher, FusionModel fusion, BoxClasses classes)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(fusion);
        ArgumentNullException.ThrowIfNull(classes);
        (_teacher, _fusion, _classes) = (teacher.WithThresholds(LeastScore, teacher.NmsThreshold), fusion, classes);
    }

    /// <summary>The least score of a box that counts, 0–1.</summary>
    /// <value>The default value is 0.5.</value>
    public double Sure { get; init; } = DefaultSure;

    /// <summary>The least score of a box that is ignored, 0.05–1; below it there is nothing.</summary>
    /// <value>The default value is 0.2.</value>
    public double Suspected { get; init; } = DefaultSuspected;

    /// <summary>The boxes of a pair.</summary>
    /// <param name="visible">The visible picture.</param>
    /// <param name="infrared">The infrared picture of its size, 0–1.</param>
    /// <returns>Best score first.</returns>
    public IReadOnlyList<DetectorBox> Of(RasterImage visible, Plane infrared)
    {
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(infrared);
        IReadOnlyList<DetectedBox> inVisible = Look(visible);
        IReadOnlyList<DetectedBox> inInfrared = Look(Bt601.ToGray(infrared));
        IReadOnlyList<DetectedBox> inFused = Look(_fusion.Fuse(infrared, visible));
        List<DetectorBox> boxes = [];
        foreach (DetectedBox box in NonMaximumSuppression.Apply([.. inVisible, .. inInfrared, .. inFused], SameObject))
        {
            boxes.Add(new(box.Label, box.Box, box.Score < Sure, Meets(box, inVisible), Meets(box, inInfrared)));
        }

        return boxes;
    }

    /// <summary>Releases what looks at pictures; the teacher stays the caller's.</summary>
    public void Dispose() => _teacher.Dispose();

    private static bool Meets(DetectedBox box, IReadOnlyList<DetectedBox> others) =>
        others.Any(other => other.Label == box.Label && other.Box.IntersectionOverUnion(box.Box) >= SameObject);

    private List<DetectedBox> Look(RasterImage picture)
    {
        List<DetectedBox> found = [.. _teacher.Detect(picture)];
        (int height, int width) = ((int)(picture.Height * QuarterShare), (int)(picture.Width * QuarterShare));
        foreach ((int top, int left) in (ReadOnlySpan<(int, int)>)[(0, 0), (0, picture.Width - width), (picture.Height - height, 0), (picture.Height - height, picture.Width - width)])
        {
            found.AddRange(_teacher.Detect(Cut(picture, top, left, height, width))
                .Where(box => !IsCut(box.Box, top, left, height, width, picture))
                .Select(box => box with { Box = new(box.Box.Left + left, box.Box.Top + top, box.Box.Right + left, box.Box.Bottom + top) }));
        }

        return
        [
            .. NonMaximumSuppression.Apply(
                found.Where(box => box.Score >= Suspected).Select(box => (Box: box, Label: _classes.Of(box.Label))).Where(named => named.Label is not null).Select(named => named.Box with { Label = named.Label! }),
                SameObject),
        ];
    }

    /// <summary>Whether a box in a quarter touches an edge of it that is none of the picture: the object may go on there.</summary>
    private static bool IsCut(DetectionBox box, int top, int left, int height, int width, RasterImage picture) =>
        (left > 0 && box.Left < Border) || (top > 0 && box.Top < Border)
        || (left + width < picture.Width && box.Right > width - Border) || (top + height < picture.Height && box.Bottom > height - Border);

    private static RasterImage Cut(RasterImage picture, int top, int left, int height, int width)
    {
        RasterImage source = RasterConversion.ToRgb8(picture);
        RasterImage part = new(height, width, 3);
        for (int y = 0; y < height; y++)
        {
            source.Bytes.Slice((((top + y) * source.Width) + left) * 3, width * 3).CopyTo(part.Bytes.Slice(y * width * 3, width * 3));
        }

        return part;
    }
}
