using IvifMl.Imaging;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// The language-driven directional loss of pictures of one pair, without training anything: with unit embeddings ê and t̂,
/// ℓ(X) = ½[1 − cos(ê(X) − ê(V), p̂ − t̂_v)] + ½[1 − cos(ê(X) − ê(R), p̂ − t̂_r)], 0–2, lower is better (LDFusion). A difference of zero
/// counts as a cosine of 0.
/// </summary>
internal sealed class DirectionTable : IDisposable
{
    private readonly ClipModel _clip;
    private readonly Tensor _fromVisible;
    private readonly Tensor _fromInfrared;

    /// <summary>Embeds the loss's three sentences.</summary>
    public DirectionTable(ClipModel clip, Func<IReadOnlyList<string>, Tensor> encode)
    {
        _clip = clip;
        using IDisposable off = no_grad();
        Tensor Sentence(string text) => F.normalize(clip.EncodeText(encode([text])), dim: 1);
        Tensor good = Sentence(CaptionPhrases.GoodFusion);
        _fromVisible = good - Sentence(CaptionPhrases.VisibleSource);
        _fromInfrared = good - Sentence(CaptionPhrases.InfraredSource);
    }

    /// <summary>ℓ of each picture.</summary>
    /// <param name="visible">V, 0–1.</param>
    /// <param name="infrared">R, of the same size.</param>
    /// <param name="pictures">X, of the same size.</param>
    public double[] Of(Plane visible, Plane infrared, IReadOnlyList<Plane> pictures)
    {
        using IDisposable off = no_grad();
        using IDisposable scope = NewDisposeScope();
        Tensor images = cat([.. new[] { visible, infrared }.Concat(pictures).Select(p => tensor(p.Array, [1, 1, p.Height, p.Width]))], 0);
        Tensor embedded = F.normalize(_clip.EncodeImage(ClipPreprocessing.Normalise(images, _clip.Config.ImageResolution)), dim: 1);
        Tensor shown = embedded.narrow(0, 2, pictures.Count);
        Tensor first = F.cosine_similarity(shown - embedded.narrow(0, 0, 1), _fromVisible.expand_as(shown), 1);
        Tensor second = F.cosine_similarity(shown - embedded.narrow(0, 1, 1), _fromInfrared.expand_as(shown), 1);
        return [.. (1f - ((first + second) / 2f)).data<float>().ToArray().Select(x => (double)x)];
    }

    public void Dispose()
    {
        _fromVisible.Dispose();
        _fromInfrared.Dispose();
    }
}
