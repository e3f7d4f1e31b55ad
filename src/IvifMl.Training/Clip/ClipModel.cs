using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// CLIP with a vision transformer (Radford et al., 2021): an image tower and a text tower that embed into one space, where the cosine tells
/// how well a sentence fits a picture. Parameter names and initialisation are OpenAI's, so that their weights load.
/// </summary>
public sealed partial class ClipModel : Module
{
    private const double TokenDeviation = 0.02;
    private const double PositionDeviation = 0.01;

    /// <summary>OpenAI's start of the logit scale: the logarithm of 1 / 0.07.</summary>
    private static readonly float InitialLogitScale = MathF.Log(1 / 0.07f);

    [ComponentName(Name = "visual")]
    private readonly ClipVisionTower _visual;

    [ComponentName(Name = "transformer")]
    private readonly ClipTransformer _transformer;

    [ComponentName(Name = "token_embedding")]
    private readonly Embedding _tokens;

    [ComponentName(Name = "positional_embedding")]
    private Parameter _positions;

    [ComponentName(Name = "ln_final")]
    private readonly LayerNorm _after;

    [ComponentName(Name = "text_projection")]
    private Parameter _projection;

    [ComponentName(Name = "logit_scale")]
    private Parameter _logitScale;

    /// <summary>A model with random weights from torch's default generator (seed it with <c>torch.manual_seed</c>).</summary>
    /// <param name="config">The sizes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is impossible.</exception>
    public ClipModel(ClipConfig config)
        : base(nameof(ClipModel))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        TorchPreparation.Ensure();
        Config = config;
        int width = config.TextWidth;
        _visual = new ClipVisionTower(config);
        _transformer = new ClipTransformer(width, config.TextLayers, config.TextHeads, causal: true);
        _tokens = Embedding(config.VocabularySize, width);
        _positions = new Parameter(init.normal_(empty(config.ContextLength, width), 0, PositionDeviation));
        _after = LayerNorm(width);
        _projection = new Parameter(init.normal_(empty(width, config.EmbedDimension), 0, 1 / Math.Sqrt(width)));
        _logitScale = new Parameter(tensor(InitialLogitScale));
        init.normal_(_tokens.weight, 0, TokenDeviation);
        _transformer.Initialise(width);
        RegisterComponents();
    }

    /// <summary>The sizes.</summary>
    public ClipConfig Config { get; }

    /// <summary>The logarithm of the factor between cosines and logits; a scalar parameter.</summary>
    public Parameter LogitScale => _logitScale;

    /// <summary>Embeds pictures.</summary>
    /// <param name="images">[N, 3, S, S], normalised as <see cref="ClipPreprocessing.Normalise"/> does; S is <see cref="ClipConfig.ImageResolution"/>.</param>
    /// <returns>[N, D], not of unit length. Gradients flow to the images.</returns>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    public Tensor EncodeImage(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        long size = Config.ImageResolution;
        if (images.shape is not [_, 3, long height, long width] || height != size || width != size)
        {
            throw new ArgumentException(
                $"The images are [{string.Join(", ", images.shape)}]; this CLIP takes [N, 3, {size}, {size}]. ClipPreprocessing.Normalise makes them so.",
                nameof(images));
        }

        return _visual.call(images);
    }

    /// <summary>Embeds texts.</summary>
    /// <param name="tokens">
    /// Int64 [N, L] with L ≤ <see cref="ClipConfig.ContextLength"/>: SOT, the text, EOT, zeros. The embedding is taken at the highest id
    /// of each row, which is EOT.
    /// </param>
    /// <returns>[N, D], not of unit length.</returns>
    /// <exception cref="ArgumentException">The shape or type is another, or an id lies outside the vocabulary.</exception>
    public Tensor EncodeText(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.dtype != ScalarType.Int64 || tokens.shape is not [> 0, > 0 and var length] || length > Config.ContextLength)
        {
            throw new ArgumentException(
                $"The tokens are {tokens.dtype} [{string.Join(", ", tokens.shape)}]; this CLIP takes Int64 [N, L] with 1 ≤ L ≤ {Config.ContextLength}.",
                nameof(tokens));
        }

        using IDisposable scope = NewDisposeScope();
        RequireKnown(tokens);
        Tensor state = _tokens.call(tokens) + _positions.narrow(0, 0, length);
        state = _after.call(_transformer.call(state));
        Tensor end = tokens.argmax(1).view(-1, 1, 1).expand(-1, 1, Config.TextWidth);
        return state.gather(1, end).squeeze(1).mm(_projection).MoveToOuterDisposeScope();
    }

    private void RequireKnown(Tensor tokens)
    {
        long lowest = tokens.min().item<long>();
        long highest = tokens.max().item<long>();
        if (lowest < 0 || highest >= Config.VocabularySize)
        {
            throw new ArgumentException(
                $"The tokens go from {lowest} to {highest}; this CLIP knows 0 … {Config.VocabularySize - 1}. Encode the texts with the model's own vocabulary.",
                nameof(tokens));
        }
    }
}
