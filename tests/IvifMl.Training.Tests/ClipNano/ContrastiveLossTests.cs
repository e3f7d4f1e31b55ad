using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Nano;

public sealed class ContrastiveLossTests
{
    [TorchFact]
    public void Equal_embeddings_leave_the_logarithm_of_the_number()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor same = ones(2, 3);

        Assert.Equal(MathF.Log(2), ContrastiveLoss.Of(same, same, tensor(1.5f), eye(2)).item<float>(), 1e-6f);
    }

    [TorchFact]
    public void Orthogonal_pairs_by_hand()
    {
        using IDisposable scope = NewDisposeScope();

        // Logits are s on the diagonal and 0 beside it: −log(e^s / (e^s + 1)) = log(1 + e^−s), s = e^0 = 1.
        Assert.Equal(MathF.Log(1 + MathF.Exp(-1)), ContrastiveLoss.Of(eye(2) * 5, eye(2) * 2, tensor(0f), eye(2)).item<float>(), 1e-6f);
    }

    [TorchFact]
    public void A_caption_that_fits_both_pictures_is_no_mistake()
    {
        using IDisposable scope = NewDisposeScope();
        Tensor same = ones(2, 3);
        Tensor apart = eye(2, 3);
        Tensor fits = ones(2, 2);

        // With everything fitting everything, the best is to tell nothing apart.
        Assert.Equal(MathF.Log(2), ContrastiveLoss.Of(same, same, tensor(2f), fits).item<float>(), 1e-6f);
        Assert.True(ContrastiveLoss.Of(apart, apart, tensor(2f), fits).item<float>() > MathF.Log(2) + 0.5f);
    }

    [TorchFact]
    public void Gradient_equals_finite_differences()
    {
        using IDisposable scope = NewDisposeScope();
        double[] values = [0.3, -0.8, 0.5, 0.9, 0.1, -0.4];
        Tensor texts = tensor([0.2, 0.7, -0.1, -0.6, 0.4, 0.8], [2, 3]);
        Tensor fits = tensor([1.0, 1.0, 0.0, 1.0], [2, 2]);
        Tensor scale = tensor(1.0);
        Tensor images = tensor(values, [2, 3]).requires_grad_();
        ContrastiveLoss.Of(images, texts, scale, fits).backward();
        double[] gradient = images.grad!.data<double>().ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            double At(double step) => ContrastiveLoss.Of(tensor([.. values.Select((v, k) => k == i ? v + step : v)], [2, 3]), texts, scale, fits).item<double>();
            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[i], 1e-7);
        }
    }
}
