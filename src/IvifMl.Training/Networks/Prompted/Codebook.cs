using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// A vector-quantised codebook: each place's vector z becomes its nearest code e = argmin ‖z − e‖². Backwards the gradient passes as if
/// nothing had happened (straight through), and a commitment loss mean (z − sg[e])² draws the vectors to their codes. The codes are no parameters:
/// each follows the running mean of the vectors that chose it. A code that hardly any vector chooses is begun anew at a vector of the batch.
/// (Van den Oord et al. 2017, with the running means of its appendix; restarts after Dhariwal et al. 2020.)
/// </summary>
internal sealed class Codebook : Module<Tensor, Tensor>
{
    private const double Decay = 0.99;

    /// <summary>A code is dead when its running count is below this share of what it would have if all were used alike.</summary>
    private const double DeadShare = 0.03;

    private const double Epsilon = 1e-5;

    internal readonly Tensor codes;
    internal readonly Tensor counts;
    internal readonly Tensor sums;

    /// <summary>A codebook; its codes are taken from the first batch that it is trained with.</summary>
    /// <param name="count">K, the number of codes.</param>
    /// <param name="length">d, the length of a code.</param>
    public Codebook(int count, int length)
        : base(nameof(Codebook))
    {
        codes = randn(count, length).DetachFromDisposeScope();
        counts = zeros(count).DetachFromDisposeScope();
        sums = zeros(count, length).DetachFromDisposeScope();
        register_buffer(nameof(codes), codes);
        register_buffer(nameof(counts), counts);
        register_buffer(nameof(sums), sums);
    }

    /// <summary>What the last forward pass in training did; null before.</summary>
    public CodebookUsage? Usage { get; private set; }

    /// <summary>Each vector's nearest code; in training the codes move.</summary>
    /// <param name="input">[N, d, h, w].</param>
    /// <returns>[N, d, h, w].</returns>
    public override Tensor forward(Tensor input)
    {
        Tensor rows = input.permute(0, 2, 3, 1).reshape(-1, codes.shape[1]);
        Tensor chosen = Nearest(rows);
        if (training)
        {
            using IDisposable still = no_grad();
            Tensor hits = functional.one_hot(chosen, codes.shape[0]).to(ScalarType.Float32);
            Follow(rows.detach(), hits);
        }

        Tensor quantised = codes.index_select(0, chosen).reshape(input.shape[0], input.shape[2], input.shape[3], -1).permute(0, 3, 1, 2);
        Usage = training ? UsageOf(input, quantised, chosen) : null;
        return input + (quantised - input).detach();
    }

    /// <summary>The nearest code's number for each row; the largest of z·e − ½‖e‖² is the smallest distance.</summary>
    private Tensor Nearest(Tensor rows)
    {
        using IDisposable still = no_grad();
        return (rows.mm(codes.t()) - (0.5 * codes.square().sum([1L]))).argmax(1);
    }

    private void Follow(Tensor rows, Tensor hits)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor fresh = rows.index_select(0, randint(0, rows.shape[0], codes.shape[0], ScalarType.Int64));
        double even = (double)rows.shape[0] / codes.shape[0];
        if (counts.sum().item<float>() == 0)
        {
            codes.copy_(fresh);
            counts.fill_(even);
            sums.copy_(fresh * even);
            return;
        }

        counts.mul_(Decay).add_(hits.sum([0L]), alpha: 1 - Decay);
        sums.mul_(Decay).add_(hits.t().mm(rows), alpha: 1 - Decay);
        Tensor dead = (counts < (DeadShare * even)).unsqueeze(1);
        sums.copy_(where(dead, fresh * even, sums));
        counts.copy_(where(dead.squeeze(1), full_like(counts, even), counts));
        codes.copy_(sums / (counts + Epsilon).unsqueeze(1));
    }

    private CodebookUsage UsageOf(Tensor input, Tensor quantised, Tensor chosen)
    {
        Tensor shares = bincount(chosen, minlength: codes.shape[0]).to(ScalarType.Float32) / chosen.numel();
        Tensor entropy = -(shares * (shares + 1e-12).log()).sum();
        double even = counts.sum().item<float>() / codes.shape[0];
        return new((input - quantised.detach()).square().mean(), entropy.exp(), (counts >= (2 * DeadShare * even)).to(ScalarType.Float32).mean());
    }
}
