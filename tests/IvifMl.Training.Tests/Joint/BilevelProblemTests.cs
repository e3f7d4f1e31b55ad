using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Joint;

/// <summary>
/// Quadratic levels, whose answers are known: ℓ = ½ (w − Bu)ᵀ A (w − Bu), so w*(u) = Bu, and U = ½ ‖w − c‖² + ½ d ‖u‖². Then the bilevel optimum is
/// u = (BᵀB + d)⁻¹ Bᵀ c, while who alternates first-order steps ends where both own gradients vanish: u = 0, w = 0.
/// </summary>
public sealed class BilevelProblemTests
{
    private const double D = 0.5;

    private static readonly double[] SkewCurvature = [2, 0.5, 0.5, 1];
    private static readonly double[] EvenCurvature = [2, 0, 0, 2];
    private static readonly double[] CouplingValues = [1, -0.5, 0.3, 0.2, 0.8, -1];
    private static readonly double[] GoalValues = [1, -2];
    private static readonly double[] UpperStart = [0.9, -0.4, 0.6];
    private static readonly double[] LowerStart = [0.5, 2];

    [TorchFact]
    public void The_hypergradient_is_the_analytic_one()
    {
        using DisposeScope scope = NewDisposeScope();
        Toy toy = new();
        foreach (double rate in (double[])[0, 0.1, 0.7])
        {
            (Tensor[] gradient, double correction) = toy.Problem.Hypergradient(rate);
            using IDisposable still = no_grad();

            // w' = w − ξ A (w − Bu); dU/du = d u + (dw'/du)ᵀ (w' − c) with dw'/du = ξ A B.
            Tensor ahead = toy.W - (rate * toy.A.matmul(toy.W - toy.B.matmul(toy.U)));
            Tensor second = rate * toy.B.t().matmul(toy.A.t()).matmul(ahead - toy.C);
            Near.Equal((D * toy.U) + second, gradient[0], 1e-9);
            Near.Equal(correction, second.norm(), 1e-9);
        }
    }

    [TorchFact]
    public void The_example_of_the_documentation_holds()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor w = tensor(0.3, dtype: float64, requires_grad: true);
        Tensor u = tensor(0.7, dtype: float64, requires_grad: true);
        Tensor Lower() => (w - (2 * u)).square() / 2;
        BilevelProblem problem = new() { Lower = [w], Upper = [u], LowerLoss = Lower, UpperLoss = () => ((w - 1).square() / 2) + (u.square() / 2), Coupling = Lower };
        Near.Equal(0.7 + (2 * ((2 * 0.7) - 1)), problem.Hypergradient(1).Gradient[0], 1e-9);
    }

    [TorchFact]
    public void A_curved_lower_level_is_met_to_the_order_of_the_difference()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor w = tensor(0.3, dtype: float64, requires_grad: true);
        Tensor u = tensor(0.7, dtype: float64, requires_grad: true);
        Tensor Lower() => (w.sin() * u.exp()) + w.square();
        BilevelProblem problem = new() { Lower = [w], Upper = [u], LowerLoss = Lower, UpperLoss = () => (w - 1).square() + (w * u), Coupling = Lower };
        const double Rate = 0.2;
        Tensor gradient = problem.Hypergradient(Rate).Gradient[0];

        double Unrolled(double at)
        {
            double ahead = 0.3 - (Rate * ((Math.Cos(0.3) * Math.Exp(at)) + 0.6));
            return ((ahead - 1) * (ahead - 1)) + (ahead * at);
        }

        Near.Equal((Unrolled(0.7 + 1e-6) - Unrolled(0.7 - 1e-6)) / 2e-6, gradient, 1e-4);
    }

    [TorchFact]
    public void The_lower_parameters_come_back_bit_for_bit()
    {
        using DisposeScope scope = NewDisposeScope();
        Toy toy = new();
        double[] before = toy.W.detach().data<double>().ToArray();
        toy.Problem.Hypergradient(0.3);
        Assert.Equal(before, toy.W.detach().data<double>().ToArray());
    }

    [TorchFact]
    public void The_hypergradient_leads_to_the_bilevel_optimum_where_one_step_solves_the_lower_level()
    {
        using DisposeScope scope = NewDisposeScope();
        Toy toy = new(curvature: EvenCurvature);
        toy.Descend(BilevelSolver.ApproximateHypergradient, rate: 0.5);
        using IDisposable still = no_grad();
        Near.Equal(toy.Optimum, toy.U, 1e-6);
        Near.Equal(toy.B.matmul(toy.Optimum), toy.W, 1e-6);
    }

    [TorchFact]
    public void Where_one_step_does_not_solve_it_the_end_is_the_one_of_a_single_unrolled_step()
    {
        using DisposeScope scope = NewDisposeScope();
        Toy toy = new();
        const double Rate = 0.4;
        toy.Descend(BilevelSolver.ApproximateHypergradient, Rate);
        using IDisposable still = no_grad();

        // At w = Bu the gradient d u + ξ Bᵀ A (Bu − c) vanishes.
        Tensor pull = Rate * toy.B.t().matmul(toy.A);
        Tensor end = linalg.solve(pull.matmul(toy.B) + (D * eye(3, dtype: float64)), pull.matmul(toy.C));
        Near.Equal(end, toy.U, 1e-6);
    }

    [TorchFact]
    public void Alternating_ends_where_both_own_gradients_vanish()
    {
        using DisposeScope scope = NewDisposeScope();
        Toy toy = new();
        double start = toy.Value();
        toy.Descend(BilevelSolver.Alternating, rate: 0.4);
        using IDisposable still = no_grad();
        Near.Equal(zeros(3, dtype: float64), toy.U, 1e-6);
        Near.Equal(zeros(2, dtype: float64), toy.W, 1e-6);

        // Better than the start, worse than the optimum: what first order costs where the upper variable acts through the lower level alone.
        double optimum = ((toy.B.matmul(toy.Optimum) - toy.C).square().sum().item<double>() / 2) + (D / 2 * toy.Optimum.square().sum().item<double>());
        Assert.InRange(toy.Value(), optimum + 0.5, start);
    }

    [TorchFact]
    public void Without_coupling_both_solvers_have_the_first_order_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Toy toy = new(coupled: false);
        (Tensor[] gradient, double correction) = toy.Problem.Hypergradient(0.5);
        Assert.Equal(0, correction);
        Near.Equal(D * toy.U.detach(), gradient[0], 1e-12);
        Near.Equal(D * toy.U.detach(), toy.Problem.UpperGradient()[0], 1e-12);
    }

    private sealed class Toy
    {
        public Toy(bool coupled = true, double[]? curvature = null)
        {
            A = tensor(curvature ?? SkewCurvature, [2, 2], dtype: float64);
            U = tensor(UpperStart, dtype: float64, requires_grad: true);
            W = tensor(LowerStart, dtype: float64, requires_grad: true);
            Tensor Lower()
            {
                Tensor off = W - B.matmul(U);
                return off.dot(A.matmul(off)) / 2;
            }

            Problem = new()
            {
                Lower = [W],
                Upper = [U],
                LowerLoss = coupled ? Lower : () => W.dot(A.matmul(W)) / 2,
                UpperLoss = () => ((W - C).square().sum() / 2) + (U.square().sum() * (D / 2)),
                Coupling = coupled ? Lower : null,
            };
        }

        public Tensor A { get; }

        public Tensor B { get; } = tensor(CouplingValues, [2, 3], dtype: float64);

        public Tensor C { get; } = tensor(GoalValues, dtype: float64);

        public Tensor W { get; }

        public Tensor U { get; }

        public BilevelProblem Problem { get; }

        public Tensor Optimum => linalg.solve(B.t().matmul(B) + (D * eye(3, dtype: float64)), B.t().matmul(C));

        public double Value() => Problem.UpperLoss().item<double>();

        public void Descend(BilevelSolver solver, double rate)
        {
            for (int step = 0; step < 300; step++)
            {
                using DisposeScope scope = NewDisposeScope();
                Problem.Step(solver, rate, gradient => Move(W, gradient[0], rate), gradient => Move(U, gradient[0], 0.2));
            }
        }

        private static void Move(Tensor parameter, Tensor gradient, double rate)
        {
            using IDisposable still = no_grad();
            parameter.sub_(gradient * rate);
        }
    }
}
