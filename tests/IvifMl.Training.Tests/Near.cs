using System.Globalization;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests;

/// <summary>Comparisons of tensors with a stated tolerance; NaN fails. Those that say what they compare are noted for the table of parity.</summary>
internal static class Near
{
    public static void Equal(Tensor expected, Tensor actual, double tolerance, string? what = null)
    {
        Assert.Equal(expected.shape, actual.shape);
        double difference = (expected.to(ScalarType.Float64) - actual.detach().to(ScalarType.Float64)).abs().max().item<double>();
        if (what is not null)
        {
            Parity.Note(what, difference, expected.abs().max().to(ScalarType.Float64).item<double>(), tolerance);
        }

        Assert.True(difference <= tolerance, string.Create(CultureInfo.InvariantCulture, $"Off by {difference:g3}, more than {tolerance:g3}."));
    }

    public static void Equal(double expected, Tensor actual, double tolerance)
    {
        double value = actual.to(ScalarType.Float64).item<double>();
        Assert.True(Math.Abs(expected - value) <= tolerance, string.Create(CultureInfo.InvariantCulture, $"{value:r} instead of {expected:r}, more than {tolerance:g3} off."));
    }

    /// <summary>
    /// Compares the derivative of a scalar function with central differences in double precision at up to <paramref name="places"/> places.
    /// </summary>
    public static void Gradient(Func<Tensor, Tensor> function, Tensor point, int places = 24, double step = 1e-6, double tolerance = 1e-6)
    {
        Tensor variable = point.to(ScalarType.Float64).clone().requires_grad_();
        function(variable).backward();
        double[] gradient = variable.grad!.contiguous().data<double>().ToArray();
        double[] values = variable.detach().contiguous().data<double>().ToArray();
        Assert.Contains(gradient, slope => slope != 0);
        int stride = Math.Max(1, values.Length / places);
        for (int i = 0; i < values.Length; i += stride)
        {
            double Moved(double by)
            {
                double[] moved = [.. values];
                moved[i] += by;
                return function(tensor(moved, point.shape)).item<double>();
            }

            double slope = (Moved(step) - Moved(-step)) / (2 * step);
            Assert.True(
                Math.Abs(slope - gradient[i]) <= tolerance * Math.Max(1, Math.Abs(slope)),
                string.Create(CultureInfo.InvariantCulture, $"Place {i}: derivative {gradient[i]:r}, central difference {slope:r}."));
        }
    }
}
