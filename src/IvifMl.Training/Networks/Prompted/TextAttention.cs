using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// Text-guided attention: the places of a picture ask the text what matters there. The embedding becomes M tokens; the queries are the image
/// features, keys and values the tokens, X ← X·(1 + g) + Σ_m softmax_m(Q·K_m/√d)·V_m, g a gain of each channel. No layer of the text has an
/// offset, so a text of zeros has the values 0 and changes nothing in any arithmetic; the last layer starts at 0.
/// </summary>
internal sealed class TextAttention : Module<Tensor, Tensor, Tensor>
{
    internal readonly Conv2d query;
    internal readonly TextLayers hear;
    internal readonly Linear key;
    internal readonly Linear last;

    public TextAttention(int channels, int textLength, int hidden, int tokens, int depth)
        : base(nameof(TextAttention))
    {
        (Channels, Tokens, Depth) = (channels, tokens, depth);
        query = Conv2d(channels, depth, 1);
        hear = new(textLength, hidden);
        key = Linear(hidden, tokens * depth, hasBias: false);
        last = Linear(hidden, (tokens + 1) * channels, hasBias: false);
        init.zeros_(last.weight!);
        RegisterComponents();
    }

    public int Channels { get; }

    public int Tokens { get; }

    public int Depth { get; }

    /// <summary>Keys, gains and values, [N, Md + C + MC].</summary>
    public Tensor Respond(Tensor text)
    {
        Tensor hidden = hear.call(text);
        return cat([key.call(hidden), last.call(hidden)], 1);
    }

    /// <summary>The features as the text looks at them.</summary>
    /// <param name="features">[N, C, h, w].</param>
    /// <param name="text">[N, D].</param>
    public override Tensor forward(Tensor features, Tensor text)
    {
        using DisposeScope scope = NewDisposeScope();
        long n = features.shape[0];
        Tensor told = Respond(text);
        Tensor keys = told.narrow(1, 0, Tokens * Depth).reshape(n, Tokens, Depth);
        Tensor gains = told.narrow(1, Tokens * Depth, Channels).reshape(n, Channels, 1, 1);
        Tensor values = told.narrow(1, (Tokens * Depth) + Channels, Tokens * Channels).reshape(n, Channels, Tokens);
        Tensor asked = query.call(features).reshape(n, Depth, -1);
        Tensor weights = (keys.matmul(asked) * (1 / Math.Sqrt(Depth))).softmax(1);
        return ((features * (1 + gains)) + values.matmul(weights).reshape(features.shape)).MoveToOuterDisposeScope();
    }
}
