using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Networks;

public sealed class CodebookTests
{
    [TorchFact]
    public void Each_vector_becomes_its_nearest_code()
    {
        using Codebook codebook = Of(new float[,] { { 0, 0 }, { 1, 0 }, { 0, 2 } });
        codebook.eval();
        using DisposeScope scope = NewDisposeScope();
        Tensor input = tensor(new[] { 0.2f, 0.9f, 0.1f, 0.1f, 0.3f, 1.4f }, [1, 2, 1, 3]);
        Near.Equal(tensor(new[] { 0f, 1, 0, 0, 0, 2 }, [1, 2, 1, 3]), codebook.call(input), 1e-6);
        Assert.Null(codebook.Usage);
    }

    [TorchFact]
    public void Gradients_pass_straight_through_and_the_commitment_is_the_distance()
    {
        using Codebook codebook = Of(new float[,] { { 0, 0 }, { 1, 0 } });
        using DisposeScope scope = NewDisposeScope();
        codebook.counts.fill_(1);
        codebook.sums.copy_(codebook.codes);
        Tensor input = tensor(new[] { 0.2f, 0.4f }, [1, 2, 1, 1]).requires_grad_();
        codebook.call(input).sum().backward();
        Near.Equal(ones_like(input), input.grad!, 1e-6);
        Near.Equal(CommitmentOf(codebook, input), codebook.Usage!.Commitment, 1e-6);
    }

    [TorchFact]
    public void Codes_move_to_the_means_of_their_vectors()
    {
        manual_seed(1);
        using Codebook codebook = Of(new float[,] { { 0, 0 }, { 4, 4 } });
        using DisposeScope scope = NewDisposeScope();
        codebook.counts.fill_(2);
        codebook.sums.copy_(codebook.codes * 2);
        Tensor input = tensor(new[] { 1f, 1, 5, 5, 2, 2, 6, 6 }, [1, 2, 1, 4]);
        for (int i = 0; i < 700; i++)
        {
            using DisposeScope step = NewDisposeScope();
            codebook.call(input);
        }

        Near.Equal(tensor(new float[,] { { 1, 2 }, { 5, 6 } }), codebook.codes, 1e-2);
        codebook.call(input);
        Near.Equal(2, codebook.Usage!.Perplexity, 1e-4);
    }

    [TorchFact]
    public void The_first_batch_gives_the_codes_and_a_dead_code_is_begun_anew()
    {
        manual_seed(1);
        using Codebook codebook = new(8, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor cloud = randn(2, 3, 16, 16) + 10;
        codebook.call(cloud);
        Assert.True((codebook.codes - 10).abs().max().item<float>() < 6, "the codes are vectors of the batch");
        codebook.codes[0].fill_(-100);
        codebook.sums[0].fill_(-100);
        codebook.counts[0].fill_(1e-3f);
        codebook.call(cloud);
        Assert.True((codebook.codes[0] - 10).abs().max().item<float>() < 6, "the dead code came back to the vectors");
    }

    [TorchFact]
    public void Perplexity_counts_the_codes_that_are_used_alike()
    {
        using Codebook codebook = Of(new float[,] { { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 } });
        using DisposeScope scope = NewDisposeScope();
        codebook.counts.fill_(1);
        codebook.sums.copy_(codebook.codes);
        codebook.call(tensor(new[] { 0f, 1, 0, 1, 0, 0, 1, 1 }, [1, 2, 2, 2]));
        Near.Equal(4, codebook.Usage!.Perplexity, 1e-4);
        Near.Equal(1, codebook.Usage.Used, 1e-6);
        codebook.call(zeros(1, 2, 2, 2));
        Near.Equal(1, codebook.Usage!.Perplexity, 1e-4);
    }

    private static double CommitmentOf(Codebook codebook, Tensor input)
    {
        using IDisposable still = no_grad();
        Tensor row = input.detach().reshape(1, 2);

        // The code that was chosen is the nearest of those before the step moved them; with one vector that is the first.
        return (row - codebook.codes.narrow(0, 0, 1)).square().mean().item<float>();
    }

    private static Codebook Of(float[,] codes)
    {
        Codebook codebook = new(codes.GetLength(0), codes.GetLength(1));
        using IDisposable still = no_grad();
        using Tensor values = tensor(codes);
        codebook.codes.copy_(values);
        return codebook;
    }
}
