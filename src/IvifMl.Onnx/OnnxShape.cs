using System.Runtime.CompilerServices;

namespace IvifMl.Onnx;

/// <summary>The shape of a tensor, outermost dimension first; written <c>[1, 3, "H", "W"]</c>. A shape without dimensions is a scalar's.</summary>
[CollectionBuilder(typeof(OnnxShape), nameof(Create))]
public sealed class OnnxShape : IEquatable<OnnxShape>
{
    private readonly OnnxDimension[] _dimensions;

    private OnnxShape(OnnxDimension[] dimensions) => _dimensions = dimensions;

    /// <summary>The shape of a single value: no dimensions.</summary>
    public static OnnxShape Scalar { get; } = new([]);

    /// <summary>Number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>Number of elements, or null when a dimension is not known.</summary>
    public long? ElementCount
    {
        get
        {
            long count = 1;
            foreach (OnnxDimension dimension in _dimensions)
            {
                if (dimension.Length is not { } length)
                {
                    return null;
                }

                count = checked(count * length);
            }

            return count;
        }
    }

    /// <summary>The dimension at an index; negative indices count from the end, as ONNX axes do.</summary>
    /// <param name="axis">From −<see cref="Rank"/> to <see cref="Rank"/> − 1.</param>
    public OnnxDimension this[int axis] => _dimensions[axis < 0 ? axis + Rank : axis];

    /// <summary>A shape of the dimensions given.</summary>
    /// <param name="dimensions">Outermost first.</param>
    /// <returns>The shape.</returns>
    public static OnnxShape Create(ReadOnlySpan<OnnxDimension> dimensions) => new(dimensions.ToArray());

    /// <summary>The dimensions, outermost first.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<OnnxDimension> GetEnumerator() => ((IEnumerable<OnnxDimension>)_dimensions).GetEnumerator();

    /// <summary>Whether both have the same rank and the same lengths, names and unknowns.</summary>
    /// <param name="other">The other shape.</param>
    /// <returns>True when equal.</returns>
    public bool Equals(OnnxShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OnnxShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (OnnxDimension dimension in _dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>The shape as text: <c>[1,3,H,W]</c>, unknown dimensions as <c>?</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"[{string.Join(',', _dimensions)}]";

    /// <summary>A copy that can be changed.</summary>
    internal OnnxDimension[] ToArray() => [.. _dimensions];

    /// <summary>The shape with one dimension replaced.</summary>
    internal OnnxShape With(int axis, OnnxDimension dimension)
    {
        OnnxDimension[] copy = ToArray();
        copy[axis < 0 ? axis + Rank : axis] = dimension;
        return new(copy);
    }
}
