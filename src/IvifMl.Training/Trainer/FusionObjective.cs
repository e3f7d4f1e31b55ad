using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>The loss of one step: Σ weight · term over all terms with a weight. Prompts are embedded once.</summary>
internal sealed class FusionObjective : IDisposable
{
    private readonly FusionLossOptions _options;
    private readonly ILanguageEncoder? _encoder;
    private readonly IFeatureExtractor? _features;
    private readonly Tensor? _prompt;
    private readonly Tensor? _infraredText;
    private readonly Tensor? _visibleText;

    public FusionObjective(FusionLossOptions options, ILanguageEncoder? encoder, IFeatureExtractor? features, Device device)
    {
        options.Validate();
        (_options, _features) = (options, features);
        if (options.Language is not { } language)
        {
            return;
        }

        _encoder = encoder ?? throw new ArgumentException("The language-driven loss needs an encoder of sentences and pictures.", nameof(encoder));
        _encoder.To(device);
        using IDisposable still = no_grad();
        _prompt = Embed(language.Prompts);
        _infraredText = Embed(language.InfraredTexts);
        _visibleText = Embed(language.VisibleTexts);
    }

    /// <summary>The name of the encoder of the language terms; null without them.</summary>
    public string? EncoderName => _encoder?.Name;

    /// <summary>The terms that a step of these options has, in order.</summary>
    public IReadOnlyList<string> Terms =>
    [
        .. _options.Weights().Where(weight => weight.Weight > 0).Select(weight => weight.Name),
        .. LanguageTerms().Where(term => term.Weight > 0).Select(term => term.Name),
    ];

    /// <summary>The loss and the unweighted value of each term.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1, with a graph behind it.</param>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <param name="random">Draws the patches.</param>
    /// <returns>A scalar that belongs to the current dispose scope, and the terms in the order of <see cref="Terms"/>.</returns>
    public (Tensor Loss, Tensor[] Terms) Evaluate(Tensor fused, Tensor infrared, Tensor visible, Random random)
    {
        List<(double Weight, Tensor Term)> terms = [];
        Add(_options.Intensity, () => IntensityMaximumLoss.Of(fused, infrared, visible));
        Add(_options.Saliency, () => SaliencyIntensityLoss.Of(fused, infrared, visible));
        Add(_options.Choice, () => NearestSourceLoss.Of(fused, infrared, visible));
        Add(_options.Gradient, () => GradientMaximumLoss.Of(fused, infrared, visible));
        Add(_options.Structure, () => SsimLoss.Of(fused, infrared, visible));
        Add(_options.Edges, () => EdgePreservationLoss.Of(fused, infrared, visible));
        Add(_options.Information, () => InformationFidelityLoss.Of(fused, infrared, visible));
        Add(_options.Differences, () => CorrelationOfDifferencesLoss.Of(fused, infrared, visible));
        Add(_options.Contrast, () => ContrastLoss.Of(fused, infrared, visible));
        Add(_options.MutualInformation, () => MutualInformationLoss.Of(fused, infrared, visible));
        Add(_options.Targets, () => HotTargetLoss.Of(fused, infrared, visible));
        if (_options.Language is { } language)
        {
            AddLanguage(language);
        }

        Tensor loss = terms.Select(term => term.Term * term.Weight).Aggregate((sum, term) => sum + term);
        return (loss, [.. terms.Select(term => term.Term)]);

        void Add(double weight, Func<Tensor> term)
        {
            if (weight > 0)
            {
                terms.Add((weight, term()));
            }
        }

        void AddLanguage(LanguageLossOptions language)
        {
            Lazy<(Tensor Fused, Tensor Infrared, Tensor Visible)> whole = new(() => EmbedWhole(fused, infrared, visible));
            Add(language.GlobalWeight, () => DirectionalLanguageLoss.Global(
                whole.Value.Fused, whole.Value.Infrared, whole.Value.Visible, _prompt!, _infraredText!, _visibleText!));
            Add(language.PatchWeight, () => Patches(language.Patches, fused, infrared, visible, whole.Value.Infrared, whole.Value.Visible, random));
            Add(language.RegulariserWeight, () => EmbeddingRegulariser.Of(whole.Value.Fused, whole.Value.Infrared, whole.Value.Visible));
            Add(_features is null ? 0 : language.FidelityWeight, () => Fidelity(fused, infrared, visible));
        }
    }

    public void Dispose()
    {
        _prompt?.Dispose();
        _infraredText?.Dispose();
        _visibleText?.Dispose();
    }

    private IEnumerable<(string Name, double Weight)> LanguageTerms() => _options.Language is not { } language ? [] :
    [
        ("Language", language.GlobalWeight),
        ("LanguagePatches", language.PatchWeight),
        ("Regulariser", language.RegulariserWeight),
        ("Fidelity", _features is null ? 0 : language.FidelityWeight),
    ];

    /// <summary>The mean of an ensemble's raw embeddings, [1, D].</summary>
    private Tensor Embed(IReadOnlyList<string> texts)
    {
        using DisposeScope scope = NewDisposeScope();
        return _encoder!.EncodeTexts(texts).mean([0], keepdim: true).DetachFromDisposeScope();
    }

    private (Tensor Fused, Tensor Infrared, Tensor Visible) EmbedWhole(Tensor fused, Tensor infrared, Tensor visible)
    {
        using IDisposable still = no_grad();
        Tensor[] sources = _encoder!.EncodeImages(cat([infrared, visible], 0)).chunk(2, 0);
        using IDisposable moving = enable_grad();
        return (_encoder.EncodeImages(fused), sources[0], sources[1]);
    }

    /// <summary>Patches that the entropy filter rejects count 0 in a mean over all, so they need not be embedded.</summary>
    private Tensor Patches(PatchOptions options, Tensor fused, Tensor infrared, Tensor visible, Tensor infraredWhole, Tensor visibleWhole, Random random)
    {
        PatchSampler sampler = PatchSampler.Draw(random, (int)fused.shape[2], (int)fused.shape[3], options);
        Tensor chosen;
        using (no_grad())
        {
            Tensor sources = sampler.Cut(cat([infrared, visible], 1));
            chosen = PatchEntropy.Select(sources.narrow(1, 0, 1), sources.narrow(1, 1, 1), options.EntropyThreshold).reshape(-1).nonzero().reshape(-1);
        }

        long rows = options.Count * fused.shape[0];
        if (chosen.numel() == 0)
        {
            return fused.sum() * 0;
        }

        Tensor pictures = chosen % fused.shape[0];
        Tensor embedded = _encoder!.EncodeImages(sampler.Cut(fused).index_select(0, chosen));
        return DirectionalLanguageLoss.Global(
            embedded, infraredWhole.index_select(0, pictures), visibleWhole.index_select(0, pictures), _prompt!, _infraredText!, _visibleText!)
            * ((double)chosen.numel() / rows);
    }

    private Tensor Fidelity(Tensor fused, Tensor infrared, Tensor visible)
    {
        IReadOnlyList<Tensor> ofInfrared;
        IReadOnlyList<Tensor> ofVisible;
        using (no_grad())
        {
            ofInfrared = _features!.Extract(infrared);
            ofVisible = _features.Extract(visible);
        }

        return FeatureFidelityLoss.Of(_features.Extract(fused), ofInfrared, ofVisible);
    }
}
