using System.Globalization;

namespace IvifMl.Onnx;

/// <summary>
/// One dimension of a tensor: a known length (<c>3</c>), a name that stands for the same length wherever it appears
/// (<c>"H"</c>), or unknown (<c>?</c>).
/// </summary>
public readonly record struct OnnxDimension
{
    private OnnxDimension(long? length, string? name)
    {
        Length = length;
        Name = name;
    }

    /// <summary>A dimension nothing is known about.</summary>
    public static OnnxDimension Unknown => default;

    /// <summary>The length, when it is known.</summary>
    public long? Length { get; }

    /// <summary>The name that stands for the length, when there is one.</summary>
    public string? Name { get; }

    /// <summary>Whether neither length nor name is known.</summary>
    public bool IsUnknown => Length is null && Name is null;

    /// <summary>A known length.</summary>
    /// <param name="length">At least 0.</param>
    /// <returns>The dimension.</returns>
    public static implicit operator OnnxDimension(long length) => FromInt64(length);

    /// <summary>A named length.</summary>
    /// <param name="name">A name such as <c>H</c>, not empty.</param>
    /// <returns>The dimension.</returns>
    public static implicit operator OnnxDimension(string name) => FromString(name);

    /// <summary>A known length.</summary>
    /// <param name="length">At least 0.</param>
    /// <returns>The dimension.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative length.</exception>
    public static OnnxDimension FromInt64(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new(length, null);
    }

    /// <summary>A named length.</summary>
    /// <param name="name">A name such as <c>H</c>, not empty.</param>
    /// <returns>The dimension.</returns>
    /// <exception cref="ArgumentException">An empty name.</exception>
    public static OnnxDimension FromString(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new(null, name);
    }

    /// <summary>The length, the name, or <c>?</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Length?.ToString(CultureInfo.InvariantCulture) ?? Name ?? "?";

    /// <summary>Whether the two are certainly different lengths.</summary>
    internal bool Contradicts(OnnxDimension other) => Length is { } a && other.Length is { } b && a != b;

    /// <summary>What two dimensions that must be equal tell together.</summary>
    internal OnnxDimension Merge(OnnxDimension other) => Length is not null ? this : other.Length is not null ? other : Name is not null ? this : other;
}
