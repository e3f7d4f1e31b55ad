using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Sums of the loss and its terms since the last report.</summary>
internal sealed class TrainingWindow(IReadOnlyList<string> names)
{
    private readonly double[] _terms = new double[names.Count];
    private double _loss;
    private int _count;

    /// <summary>Adds a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="loss">The weighted loss.</param>
    /// <param name="terms">The terms without weights, in the order of their names.</param>
    /// <exception cref="ArithmeticException">A value is NaN or infinite; the message names step and term.</exception>
    public void Add(long step, Tensor loss, IReadOnlyList<Tensor> terms)
    {
        for (int i = 0; i < terms.Count; i++)
        {
            double value = Value(terms[i]);
            if (!double.IsFinite(value))
            {
                throw new ArithmeticException($"Step {step + 1}: the term '{names[i]}' is {value}. Lower the learning rate, or resume the last checkpoint with another seed.");
            }

            _terms[i] += value;
        }

        _loss += Value(loss);
        _count++;
    }

    /// <summary>Means over the steps added.</summary>
    public (double Loss, double[] Terms) Means() => (_loss / _count, [.. _terms.Select(term => term / _count)]);

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Array.Clear(_terms);
        (_loss, _count) = (0, 0);
    }

    private static double Value(Tensor tensor) => tensor.detach().to(ScalarType.Float64).cpu().item<double>();
}
