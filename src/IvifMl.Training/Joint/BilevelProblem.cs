using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// The arithmetic of bilevel optimisation, min U(w*(u), u) over u with w*(u) in argmin ℓ(w, u), for any parameters and losses: gradients of both levels, and the
/// approximate hypergradient of DARTS (Liu et al. 2019, equations 7 and 8). What is done with a gradient is the caller's business.
/// </summary>
/// <example>ℓ = ½ (w − 2u)², U = ½ (w − 1)² + ½ u², ξ = 1: w' = 2u, so the hypergradient is u + 2 (2u − 1), and the optimum u = 2/5.</example>
internal sealed class BilevelProblem
{
    /// <summary>How far the finite difference moves all of w, in its norm (DARTS' ε = 0.01 / ‖v‖).</summary>
    private const double Reach = 0.01;

    /// <summary>w, the parameters of the lower level.</summary>
    public required IReadOnlyList<Tensor> Lower { get; init; }

    /// <summary>u, the parameters of the upper level.</summary>
    public required IReadOnlyList<Tensor> Upper { get; init; }

    /// <summary>ℓ(w, u), a scalar; called at several w, so chance in it must be the same at each call.</summary>
    public required Func<Tensor> LowerLoss { get; init; }

    /// <summary>U(w, u), a scalar.</summary>
    public required Func<Tensor> UpperLoss { get; init; }

    /// <summary>The part of ℓ that depends on u, which alone has mixed derivatives; null where none does.</summary>
    public required Func<Tensor>? Coupling { get; init; }

    /// <summary>Lets one step be taken.</summary>
    /// <param name="solver">The solver.</param>
    /// <param name="rate">ξ, how far w looks ahead in <see cref="BilevelSolver.ApproximateHypergradient"/>.</param>
    /// <param name="stepLower">Steps w by a gradient.</param>
    /// <param name="stepUpper">Steps u by a gradient.</param>
    /// <returns>Norm of the hypergradient's second-order part; 0 for the solver that has none.</returns>
    public double Step(BilevelSolver solver, double rate, Action<Tensor[]> stepLower, Action<Tensor[]> stepUpper)
    {
        if (solver == BilevelSolver.Alternating)
        {
            stepLower(LowerGradient());
            stepUpper(UpperGradient());
            return 0;
        }

        (Tensor[] gradient, double correction) = Hypergradient(rate);
        stepUpper(gradient);
        stepLower(LowerGradient());
        return correction;
    }

    /// <summary>∂ℓ/∂w.</summary>
    public Tensor[] LowerGradient() => Gradient(LowerLoss(), Lower);

    /// <summary>∂U/∂u at the w that is there.</summary>
    public Tensor[] UpperGradient() => Gradient(UpperLoss(), Upper);

    /// <summary>
    /// dU(w', u)/du with w' = w − ξ ∂ℓ/∂w: ∂U/∂u at w' less ξ (∂ℓ/∂u at w + εv − ∂ℓ/∂u at w − εv) / 2ε, v = ∂U/∂w at w', ε = 0.01 / ‖v‖. Exact where ℓ is quadratic. w comes
    /// back as it was.
    /// </summary>
    /// <param name="rate">ξ.</param>
    /// <returns>The gradient, and the norm of its second-order part.</returns>
    public (Tensor[] Gradient, double Correction) Hypergradient(double rate)
    {
        Tensor[] start = [.. Lower.Select(parameter => parameter.detach().clone())];
        try
        {
            Place(start, LowerGradient(), -rate);
            Tensor[] both = Gradient(UpperLoss(), [.. Lower, .. Upper]);
            (Tensor[] direction, Tensor[] direct) = (both[..Lower.Count], both[Lower.Count..]);
            double norm = NormOf(direction);
            if (Coupling is null || rate == 0 || !(norm > 0))
            {
                return (direct, 0);
            }

            double epsilon = Reach / norm;
            Place(start, direction, epsilon);
            Tensor[] ahead = Gradient(Coupling(), Upper);
            Place(start, direction, -epsilon);
            Tensor[] behind = Gradient(Coupling(), Upper);
            using Scalar factor = rate / (2 * epsilon);
            Tensor[] correction = [.. ahead.Zip(behind, (plus, minus) => (plus - minus) * factor)];
            return ([.. direct.Zip(correction, (first, second) => first - second)], NormOf(correction));
        }
        finally
        {
            Place(start, start, 0);
        }
    }

    /// <summary>The Euclidean norm of all tensors together.</summary>
    public static double NormOf(IEnumerable<Tensor> tensors) =>
        Math.Sqrt(tensors.Sum(tensor => tensor.to(ScalarType.Float64).square().sum().cpu().item<double>()));

    /// <summary>Gradients by parameters; 0 for those that the loss does not see.</summary>
    private static Tensor[] Gradient(Tensor loss, IReadOnlyList<Tensor> parameters)
    {
        IList<Tensor?> found = autograd.grad([loss], [.. parameters], allow_unused: true)!;
        return [.. parameters.Zip(found, (parameter, gradient) => gradient is null || gradient.IsInvalid ? zeros_like(parameter) : gradient)];
    }

    /// <summary>w ← start + share · direction.</summary>
    private void Place(Tensor[] start, Tensor[] direction, double share)
    {
        using IDisposable still = no_grad();
        using Scalar by = share;
        for (int i = 0; i < start.Length; i++)
        {
            Lower[i].copy_(start[i]);
            if (share != 0)
            {
                Lower[i].add_(direction[i], alpha: by);
            }
        }
    }
}
