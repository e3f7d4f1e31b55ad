using System.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// Reads single statements from embeddings, the same way from those of pictures and of captions, while the towers are trained: both learn
/// sooner what a direction of the common space means. It is no part of the shipped model.
/// </summary>
internal sealed class FactHead : Module
{
    private const double Factor = 8;

    private readonly Linear _statements;
    private Parameter _captionBias;

    /// <param name="dimension">D.</param>
    public FactHead(int dimension)
        : base(nameof(FactHead))
    {
        _statements = Linear(dimension, Statements.Count);
        _captionBias = new Parameter(full(Statements.Count, -2f));
        RegisterComponents();
    }

    /// <summary>Every single statement.</summary>
    public static IReadOnlyList<CaptionFacts> Statements { get; } = [.. Enum.GetValues<CaptionFacts>().Where(fact => BitOperations.PopCount((ulong)fact) == 1)];

    /// <summary>Mean binary cross-entropy of the statements of pictures, over those of which it is known, plus that of captions.</summary>
    /// <param name="images">Embeddings, [N, D].</param>
    /// <param name="texts">Embeddings, [N, D].</param>
    /// <param name="batch">What is true and said.</param>
    public Tensor Loss(Tensor images, Tensor texts, PictureBatch batch)
    {
        using IDisposable scope = NewDisposeScope();
        (Tensor facts, Tensor known) = batch.Facts();
        Tensor ofImages = F.binary_cross_entropy_with_logits(_statements.call(F.normalize(images, dim: 1) * Factor), facts, reduction: Reduction.None);
        Tensor ofTexts = F.binary_cross_entropy_with_logits(_statements.call(F.normalize(texts, dim: 1) * Factor) + _captionBias, batch.Said());
        return ((ofImages * known).sum() / known.sum() + ofTexts).MoveToOuterDisposeScope();
    }
}
