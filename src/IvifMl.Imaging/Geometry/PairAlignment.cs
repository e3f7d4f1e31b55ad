namespace IvifMl.Imaging;

/// <summary>What to do when the infrared and the visible picture of a pair have different sizes.</summary>
public enum SizePolicy
{
    /// <summary>An <see cref="ImageSizeMismatchException"/>: silently stretching would hide a wrong pairing.</summary>
    Fail,

    /// <summary>The infrared is resized to the visible's size: right where both show the same field of view.</summary>
    ResizeInfrared,
}

/// <summary>Brings an infrared plane onto the pixel grid of its visible picture.</summary>
public sealed record PairAlignment
{
    /// <summary>Sizes must be equal.</summary>
    public static PairAlignment Default { get; } = new();

    /// <summary>What to do when the sizes differ and no <see cref="VisibleToInfrared"/> is given.</summary>
    /// <value>The default is <see cref="SizePolicy.Fail"/>.</value>
    public SizePolicy SizePolicy { get; init; } = SizePolicy.Fail;

    /// <summary>Where in the infrared a pixel of the visible is seen (see <see cref="PlaneWarp.Affine"/>); it applies also when the sizes are equal.</summary>
    /// <value>The default is null: none.</value>
    public AffineMatrix? VisibleToInfrared { get; init; }

    /// <summary>The infrared on the visible's pixel grid; the same plane where nothing is to be done.</summary>
    /// <param name="infrared">The infrared plane.</param>
    /// <param name="visibleHeight">Rows of the visible picture.</param>
    /// <param name="visibleWidth">Columns of the visible picture.</param>
    /// <param name="name">What the message calls the pair.</param>
    /// <returns>A plane of the visible's size; beyond the infrared's border its border goes on.</returns>
    /// <exception cref="ImageSizeMismatchException">The sizes differ and neither option is set.</exception>
    public Plane Align(Plane infrared, int visibleHeight, int visibleWidth, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        if (VisibleToInfrared is { } map)
        {
            return PlaneWarp.Affine(infrared, map, visibleHeight, visibleWidth);
        }

        return infrared.Height == visibleHeight && infrared.Width == visibleWidth ? infrared
            : SizePolicy == SizePolicy.ResizeInfrared ? PlaneResizer.Resize(infrared, visibleHeight, visibleWidth)
            : throw new ImageSizeMismatchException(infrared, visibleHeight, visibleWidth, name);
    }
}
