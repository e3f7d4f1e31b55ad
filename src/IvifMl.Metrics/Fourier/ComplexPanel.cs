using System.Numerics.Tensors;

namespace IvifMl.Metrics;

/// <summary>Complex numbers, real and imaginary parts in arrays of their own.</summary>
internal readonly struct ComplexPanel(double[] real, double[] imaginary)
{
    /// <summary>Real parts.</summary>
    public double[] Real { get; } = real;

    /// <summary>Imaginary parts.</summary>
    public double[] Imaginary { get; } = imaginary;

    /// <summary>A panel of zeros.</summary>
    public static ComplexPanel OfLength(int length) => new(new double[length], new double[length]);

    /// <summary>The same arrays with their roles exchanged.</summary>
    public ComplexPanel Exchanged() => new(Imaginary, Real);

    /// <summary>Multiplies the first <paramref name="count"/> numbers by a factor.</summary>
    public void Scale(double factor, int count)
    {
        TensorPrimitives.Multiply(Real.AsSpan(0, count), factor, Real.AsSpan(0, count));
        TensorPrimitives.Multiply(Imaginary.AsSpan(0, count), factor, Imaginary.AsSpan(0, count));
    }
}
