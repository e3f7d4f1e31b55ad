namespace IvifMl.Metrics;

/// <summary>Something with rows of pixels that a filter can read one after another, without a whole plane of doubles beside it.</summary>
internal interface IPixelRows
{
    /// <summary>Rows.</summary>
    int Height { get; }

    /// <summary>Columns.</summary>
    int Width { get; }

    /// <summary>Where results of this image alone are kept; null where nothing is to be kept.</summary>
    KeptResults? Kept => null;

    /// <summary>Copies row <paramref name="y"/> into the first <see cref="Width"/> places of <paramref name="row"/>.</summary>
    void ReadRow(int y, Span<double> row);
}
