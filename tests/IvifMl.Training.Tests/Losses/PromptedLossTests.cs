using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Losses;

/// <summary>The losses of our reading of "From Text to Pixels".</summary>
public sealed class PromptedLossTests
{
    [TorchFact]
    public void Structure_is_0_for_equal_flat_pictures_and_the_sum_of_its_parts_else()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = Scenes.Flat(0.4, 16);
        Near.Equal(0, StructureLoss.Of(flat, flat, flat), 1e-4);
        (Tensor a, Tensor b, Tensor c) = (rand(1, 1, 16, 16), rand(1, 1, 16, 16), rand(1, 1, 16, 16));
        double sum = (SsimLoss.Of(a, b, c) + GradientMaximumLoss.Of(a, b, c) + IntensityMaximumLoss.Of(a, b, c)).item<float>();
        Near.Equal(sum, StructureLoss.Of(a, b, c), 1e-5);
    }

    [TorchFact]
    public void Correlation_of_equal_features_is_1_over_2_01_and_of_unrelated_details_0()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor features = rand([1, 3, 8, 8], dtype: ScalarType.Float64);
        Near.Equal(1 / 2.01, CrossModalCorrelationLoss.Of(features, features, features, features), 1e-6);
        Tensor rows = Scenes.Rows(new[,] { { 1.0, 1.0 }, { 0.0, 0.0 } });
        Tensor columns = Scenes.Rows(new[,] { { 1.0, 0.0 }, { 1.0, 0.0 } });
        Near.Equal(0, CrossModalCorrelationLoss.Of(rows, columns, features, features), 1e-9);
    }

    [TorchFact]
    public void Correlation_has_its_derivative_and_flat_features_a_finite_one()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(2);
        Tensor other = rand([2, 2, 4, 5], dtype: ScalarType.Float64);
        Tensor bases = rand([2, 2, 3, 3], dtype: ScalarType.Float64);
        Near.Gradient(x => CrossModalCorrelationLoss.Of(x, other, bases, bases.square()), rand([2, 2, 4, 5], dtype: ScalarType.Float64));
        Near.Gradient(x => CrossModalCorrelationLoss.Of(other, other, x, bases), rand([2, 2, 3, 3], dtype: ScalarType.Float64));
        Tensor flat = zeros_like(other).requires_grad_();
        CrossModalCorrelationLoss.Of(flat, other, bases, bases).backward();
        Assert.True(flat.grad!.isfinite().all().item<bool>());
    }

    [TorchFact]
    public void Features_of_two_shapes_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor one = zeros(1, 2, 4, 4);
        ArgumentException error = Assert.Throws<ArgumentException>(() => CrossModalCorrelationLoss.Of(one, zeros(1, 2, 4, 5), one, one));
        Assert.Contains("[1, 2, 4, 5]", error.Message, StringComparison.Ordinal);
    }
}
