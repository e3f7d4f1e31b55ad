namespace IvifMl.Metrics;

/// <summary>What a filter takes for pixels outside the image.</summary>
internal enum Border
{
    /// <summary>Nothing: only windows that lie in the image whole; the result is smaller by the window's size minus 1.</summary>
    Valid,

    /// <summary>Zeros; the result has the image's size.</summary>
    Zero,

    /// <summary>The nearest pixel; the result has the image's size.</summary>
    Replicate,

    /// <summary>The image mirrored at its outermost pixels, which are not repeated; the result has the image's size.</summary>
    Mirror,
}
