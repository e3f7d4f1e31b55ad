using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// What a network hears in a sentence: two layers without offsets, so that a text of zeros gives zeros in any arithmetic. With one layer less, sentences
/// near the neutral ones ("suppress glare") are told in training and not heard otherwise. The embedding, of length 1, is taken times √D, so that its values
/// have the size that the layers' first weights are made for.
/// </summary>
internal sealed class TextLayers : Module<Tensor, Tensor>
{
    internal const double Slope = 0.1;

    internal readonly Linear first;
    internal readonly Linear second;

    public TextLayers(int textLength, int hidden)
        : base(nameof(TextLayers))
    {
        Scale = MathF.Sqrt(textLength);
        first = Linear(textLength, hidden, hasBias: false);
        second = Linear(hidden, hidden, hasBias: false);
        RegisterComponents();
    }

    /// <summary>√D.</summary>
    public float Scale { get; }

    /// <summary>[N, D] to [N, H].</summary>
    public override Tensor forward(Tensor text) => F.leaky_relu(second.call(F.leaky_relu(first.call(text * Scale), Slope)), Slope);
}
