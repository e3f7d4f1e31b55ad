namespace IvifMl.Imaging;

/// <summary>The two pictures of a pair have different sizes, and no option says what to do about it.</summary>
public sealed class ImageSizeMismatchException : Exception
{
    /// <summary>An exception without a message.</summary>
    public ImageSizeMismatchException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ImageSizeMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public ImageSizeMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception that says both sizes and names the options.</summary>
    /// <param name="infrared">The infrared.</param>
    /// <param name="visibleHeight">Rows of the visible.</param>
    /// <param name="visibleWidth">Columns of the visible.</param>
    /// <param name="name">The pair's name; null leaves it out.</param>
    public ImageSizeMismatchException(Plane infrared, int visibleHeight, int visibleWidth, string? name = null)
        : base($"{(name is null ? string.Empty : $"{name}: ")}the infrared is {infrared.Width}×{infrared.Height}, the visible {visibleWidth}×{visibleHeight}. "
            + "If both show the same field of view, resize the infrared (SizePolicy.ResizeInfrared; --resize-infrared); "
            + "if not, give the 2×3 map from visible to infrared pixels (PairAlignment.VisibleToInfrared; --affine).")
    {
    }
}
