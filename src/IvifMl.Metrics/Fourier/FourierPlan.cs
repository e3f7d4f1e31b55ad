using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>
/// The discrete Fourier transform of length <see cref="Length"/> of many signals at once: sample i of all signals lies together, so that
/// every butterfly works on whole vectors of signals. Stockham's mixed-radix scheme for any length; a prime factor p costs p operations
/// per sample, which the sides of pictures bear.
/// </summary>
internal sealed class FourierPlan
{
    private readonly int[] _radices;
    private readonly double[] _cosines;
    private readonly double[] _sines;

    /// <summary>A plan.</summary>
    /// <param name="length">Samples of one signal, at least 1.</param>
    public FourierPlan(int length)
    {
        Length = length;
        List<int> radices = [];
        int rest = length;
        foreach (int radix in (ReadOnlySpan<int>)[4, 2, 3, 5])
        {
            for (; rest % radix == 0; rest /= radix)
            {
                radices.Add(radix);
            }
        }

        for (int radix = 7; rest > 1; radix += 2)
        {
            // Past the root what is left is prime.
            radix = (long)radix * radix > rest ? rest : radix;
            for (; rest % radix == 0 && rest > 1; rest /= radix)
            {
                radices.Add(radix);
            }
        }

        _radices = [.. radices];
        _cosines = new double[length];
        _sines = new double[length];
        for (int k = 0; k < length; k++)
        {
            (_sines[k], _cosines[k]) = Math.SinCos(-2 * Math.PI * k / length);
        }
    }

    /// <summary>Samples of one signal.</summary>
    public int Length { get; }

    /// <summary>Transforms in place: X_k = Σ x_i e^(−2πi·ik/n), without a factor.</summary>
    /// <param name="data">Length · signals complex values; sample i of signal b at i · signals + b.</param>
    /// <param name="scratch">As large; its content is lost.</param>
    /// <param name="signals">Number of signals, a multiple of the vector length.</param>
    public void Forward(ref ComplexPanel data, ref ComplexPanel scratch, int signals)
    {
        int remaining = Length;
        int stride = 1;
        foreach (int radix in _radices)
        {
            int parts = remaining / radix;
            for (int k = 0; k < parts; k++)
            {
                Stage stage = new(data, scratch, radix, stride * signals, k * stride * signals, parts * stride * signals, radix * k * stride * signals);
                if (radix == 2)
                {
                    RadixTwo(stage, k, remaining);
                }
                else if (radix == 4)
                {
                    RadixFour(stage, k, remaining);
                }
                else
                {
                    AnyRadix(stage, k, remaining);
                }
            }

            (data, scratch) = (scratch, data);
            remaining = parts;
            stride *= radix;
        }
    }

    /// <summary>Transforms back in place: x_i = 1/n Σ X_k e^(2πi·ik/n).</summary>
    /// <inheritdoc cref="Forward"/>
    public void Inverse(ref ComplexPanel data, ref ComplexPanel scratch, int signals)
    {
        // With the parts exchanged the forward transform runs backwards.
        (data, scratch) = (data.Exchanged(), scratch.Exchanged());
        Forward(ref data, ref scratch, signals);
        (data, scratch) = (data.Exchanged(), scratch.Exchanged());
        data.Scale(1.0 / Length, Length * signals);
    }

    /// <summary>e^(−2πi·k/n) for a divisor n of the length and k below n.</summary>
    private (double Real, double Imaginary) Twiddle(int k, int n)
    {
        int at = Length / n * k;
        return (_cosines[at], _sines[at]);
    }

    [MethodImpl(HotLoop.Options)]
    private void RadixTwo(Stage s, int k, int n)
    {
        (double real, double imaginary) = Twiddle(k, n);
        for (int x = 0; x < s.Run; x += Vector<double>.Count)
        {
            ComplexVector a = s.Load(0, x);
            ComplexVector b = s.Load(1, x);
            s.Store(0, x, a + b);
            s.Store(1, x, (a - b).Times(real, imaginary));
        }
    }

    [MethodImpl(HotLoop.Options)]
    private void RadixFour(Stage s, int k, int n)
    {
        (double real1, double imaginary1) = Twiddle(k, n);
        (double real2, double imaginary2) = Twiddle(2 * k, n);
        (double real3, double imaginary3) = Twiddle(3 * k, n);
        for (int x = 0; x < s.Run; x += Vector<double>.Count)
        {
            ComplexVector a = s.Load(0, x);
            ComplexVector b = s.Load(1, x);
            ComplexVector c = s.Load(2, x);
            ComplexVector d = s.Load(3, x);
            ComplexVector sum = a + c;
            ComplexVector difference = a - c;
            ComplexVector cross = b + d;
            ComplexVector turned = (b - d).TimesMinusI();
            s.Store(0, x, sum + cross);
            s.Store(1, x, (difference + turned).Times(real1, imaginary1));
            s.Store(2, x, (sum - cross).Times(real2, imaginary2));
            s.Store(3, x, (difference - turned).Times(real3, imaginary3));
        }
    }

    [MethodImpl(HotLoop.Options)]
    private void AnyRadix(Stage s, int k, int n)
    {
        int radix = s.Radix;
        Span<double> weights = radix <= 64 ? stackalloc double[2 * radix] : new double[2 * radix];
        for (int t = 0; t < radix; t++)
        {
            // Twiddle of the output times the radix's own roots.
            for (int r = 0; r < radix; r++)
            {
                (double real, double imaginary) = Twiddle((int)((((long)k * t) + ((long)(n / radix) * ((long)r * t % radix))) % n), n);
                weights[2 * r] = real;
                weights[(2 * r) + 1] = imaginary;
            }

            for (int x = 0; x < s.Run; x += Vector<double>.Count)
            {
                ComplexVector sum = s.Load(0, x).Times(weights[0], weights[1]);
                for (int r = 1; r < radix; r++)
                {
                    sum += s.Load(r, x).Times(weights[2 * r], weights[(2 * r) + 1]);
                }

                s.Store(t, x, sum);
            }
        }
    }

    private readonly ref struct Stage(ComplexPanel source, ComplexPanel target, int radix, int run, int from, int step, int to)
    {
        private readonly ref double _sourceReal = ref MemoryMarshal.GetArrayDataReference(source.Real);
        private readonly ref double _sourceImaginary = ref MemoryMarshal.GetArrayDataReference(source.Imaginary);
        private readonly ref double _targetReal = ref MemoryMarshal.GetArrayDataReference(target.Real);
        private readonly ref double _targetImaginary = ref MemoryMarshal.GetArrayDataReference(target.Imaginary);

        public int Radix { get; } = radix;

        public int Run { get; } = run;

        public ComplexVector Load(int part, int x)
        {
            int at = from + (part * step) + x;
            return new(Vector.LoadUnsafe(ref _sourceReal, (nuint)at), Vector.LoadUnsafe(ref _sourceImaginary, (nuint)at));
        }

        public void Store(int part, int x, ComplexVector value)
        {
            int at = to + (part * Run) + x;
            value.Real.StoreUnsafe(ref _targetReal, (nuint)at);
            value.Imaginary.StoreUnsafe(ref _targetImaginary, (nuint)at);
        }
    }
}
