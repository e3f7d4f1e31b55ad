using IvifMl.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.TextStudy;

/// <summary>A linear layer and a perceptron as deep as the networks', without offsets, on the small CLIP's text embeddings that tell the families of prompts: what the networks could know of a sentence.</summary>
internal sealed class SentenceProbe : IDisposable
{
    private const int Steps = 400;
    private readonly ILanguageEncoder _encoder = LanguageEncoders.Load();

    public SentenceProbe()
    {
        set_num_threads(1);
        manual_seed(1);
        Trained = [.. PromptFamily.All.Select(family => Embed(family.Training))];
        (long length, int count) = (Trained[0].shape[1], Trained.Length);
        Linear = nn.Linear(length, count, hasBias: false);
        const int hidden = CrossAttentionFusionNetworkOptions.DefaultHiddenLength;
        Perceptron = nn.Sequential(new TextLayers((int)length, hidden), nn.Linear(hidden, count, hasBias: false));
        Fit(Linear);
        Fit(Perceptron);
    }

    /// <summary>Embeddings of the training sentences of each family, of unit length.</summary>
    public Tensor[] Trained { get; }

    public nn.Module<Tensor, Tensor> Linear { get; }

    public nn.Module<Tensor, Tensor> Perceptron { get; }

    public Tensor Embed(IReadOnlyList<string> sentences)
    {
        using IDisposable off = no_grad();
        return F.normalize(_encoder.EncodeTexts(sentences), dim: 1);
    }

    /// <summary>What the perceptron takes a sentence for.</summary>
    public PromptIntent Of(string sentence)
    {
        using DisposeScope scope = NewDisposeScope();
        return (PromptIntent)Perceptron.call(Embed([sentence])).argmax(1).item<long>();
    }

    public void Dispose()
    {
        _encoder.Dispose();
        Linear.Dispose();
        Perceptron.Dispose();
        Array.ForEach(Trained, tensor => tensor.Dispose());
    }

    private void Fit(nn.Module<Tensor, Tensor> probe)
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor all = cat(Trained, 0);
        Tensor labels = cat([.. Trained.Select((t, k) => full([t.shape[0]], k, ScalarType.Int64))], 0);
        using var optimizer = optim.Adam(probe.parameters(), 3e-3);
        for (int step = 0; step < Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = F.cross_entropy(probe.call(all) * 4, labels);
            loss.backward();
            optimizer.step();
        }

        using IDisposable off = no_grad();
        Console.Error.WriteLine($"fits {(probe.call(all).argmax(1) == labels).to(ScalarType.Float32).mean().item<float>():P1} of {all.shape[0]} training sentences");
    }
}
