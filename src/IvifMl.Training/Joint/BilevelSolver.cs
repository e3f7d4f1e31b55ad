namespace IvifMl.Training;

/// <summary>How a bilevel problem, min U(w*(u), u) over u with w*(u) in argmin ℓ(w, u), is descended.</summary>
public enum BilevelSolver
{
    /// <summary>First order: a step of w down ℓ, then a step of u down ∂U/∂u at that w, as if w did not answer to u (DARTS' first-order form, ξ = 0).</summary>
    Alternating = 0,

    /// <summary>
    /// A step of u down dU(w − ξ ∇ℓ(w, u), u)/du, whose second-order part is a finite difference of gradients, then a step of w down ℓ
    /// (Liu et al. 2019, DARTS, equations 7 and 8).
    /// </summary>
    ApproximateHypergradient = 1,
}
