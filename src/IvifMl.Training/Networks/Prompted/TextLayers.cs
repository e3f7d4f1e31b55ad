using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// What a network hears in a sentence: two layers without offsets, so that a text of zeros gives zeros in any arithmetic. With one layer less, sentences
/// near the neutral ones ("suppress glare") are told in training and not heard otherwise. The embedding, of length 1, is taken times √D, so that its values
/// have the size that the layers' first weights are made for.
/// </summary>
internal sealed class TextLayers : Module<Tensor, Tensor>
{
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
    public override Tensor forward(Tensor text) => PairEncoder.Active(second.call(PairEncoder.Active(first.call(text * Scale))));
}
