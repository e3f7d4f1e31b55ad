namespace IvifMl.Metrics;

/// <summary>Names the local means of one image (or of its squares) under a window; equal keys have equal weights, border and limit.</summary>
internal sealed class OwnMeansKey(double[] kernel, double[] verticalKernel, Border border, double productLimit, bool squares) : IEquatable<OwnMeansKey>
{
    private readonly double[] _kernel = kernel;
    private readonly double[] _verticalKernel = verticalKernel;
    private readonly (Border Border, double ProductLimit, bool Squares) _rest = (border, productLimit, squares);

    /// <inheritdoc/>
    public bool Equals(OwnMeansKey? other)
        => other is not null
            && _rest.Equals(other._rest)
            && _kernel.AsSpan().SequenceEqual(other._kernel)
            && _verticalKernel.AsSpan().SequenceEqual(other._verticalKernel);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OwnMeansKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kernel.Length, _kernel[0], _rest);
}
