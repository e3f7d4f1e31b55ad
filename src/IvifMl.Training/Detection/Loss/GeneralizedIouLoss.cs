using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// L = 1 − GIoU, GIoU = |A ∩ B| / |A ∪ B| − (|C| − |A ∪ B|) / |C| with C the smallest box around both. 0 for equal boxes, towards 2 for small ones far
/// apart; lower is better. Unlike 1 − IoU it has a slope for boxes that do not meet. Source: Rezatofighi et al. 2019.
/// </summary>
/// <example>A = (0, 0, 2, 2), B = (1, 0, 3, 2): IoU = 2/6, C = 3×2 = the union, so L = 1 − 1/3 = 2/3. A = (0, 0, 1, 1), B = (2, 0, 3, 1): IoU = 0, C = 3, L = 1 + 1/3.</example>
public static class GeneralizedIouLoss
{
    private const double Tiny = 1e-7;

    /// <summary>The loss of each pair of boxes.</summary>
    /// <param name="predicted">[P, 4], x0 y0 x1 y1 with x0 ≤ x1 and y0 ≤ y1.</param>
    /// <param name="wanted">[P, 4], likewise.</param>
    /// <returns>[P].</returns>
    /// <exception cref="ArgumentException">The shapes are not as above.</exception>
    public static Tensor Of(Tensor predicted, Tensor wanted)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(wanted);
        if (predicted.ndim != 2 || predicted.shape[1] != 4 || !predicted.shape.SequenceEqual(wanted.shape))
        {
            throw new ArgumentException($"GeneralizedIouLoss: the boxes are [{string.Join(", ", predicted.shape)}] and [{string.Join(", ", wanted.shape)}]; both must be [P, 4].", nameof(predicted));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor shared = Area(maximum(predicted.narrow(1, 0, 2), wanted.narrow(1, 0, 2)), minimum(predicted.narrow(1, 2, 2), wanted.narrow(1, 2, 2)));
        Tensor both = Area(predicted.narrow(1, 0, 2), predicted.narrow(1, 2, 2)) + Area(wanted.narrow(1, 0, 2), wanted.narrow(1, 2, 2)) - shared;
        Tensor around = Area(minimum(predicted.narrow(1, 0, 2), wanted.narrow(1, 0, 2)), maximum(predicted.narrow(1, 2, 2), wanted.narrow(1, 2, 2)));
        Tensor overlap = shared / (both + Tiny);
        return (1 - overlap + ((around - both) / (around + Tiny))).MoveToOuterDisposeScope();
    }

    private static Tensor Area(Tensor first, Tensor last)
    {
        Tensor sides = (last - first).clamp(min: 0);
        return sides.select(1, 0) * sides.select(1, 1);
    }
}
