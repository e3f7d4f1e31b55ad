using System.Numerics;

namespace IvifMl.Metrics;

/// <summary>A vector of complex numbers, parts apart.</summary>
internal readonly struct ComplexVector(Vector<double> real, Vector<double> imaginary)
{
    /// <summary>Real parts.</summary>
    public Vector<double> Real { get; } = real;

    /// <summary>Imaginary parts.</summary>
    public Vector<double> Imaginary { get; } = imaginary;

    public static ComplexVector operator +(ComplexVector a, ComplexVector b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static ComplexVector operator -(ComplexVector a, ComplexVector b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    /// <summary>The product with one complex number.</summary>
    public ComplexVector Times(double real, double imaginary)
        => new((Real * real) - (Imaginary * imaginary), (Real * imaginary) + (Imaginary * real));

    /// <summary>The product with −i.</summary>
    public ComplexVector TimesMinusI() => new(Imaginary, -Real);
}
