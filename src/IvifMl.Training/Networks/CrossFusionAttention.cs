using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// Windowed cross-fusion attention: each place of a source asks the other source's surroundings what is there.
/// Q comes from one source, K and V from the other, the softmax runs over a sliding window of (2r + 1)² cells, so the cost is linear in
/// pixels and a tile sees what the full frame sees: A ← A + P_A·Σ_w softmax_w(Q_A·K_B(w)/√d)·V_B(w), and the same for B. (Our form of
/// the cross-fusion attention that LDFusion's text describes, arXiv 2402.16267v1; its published code has none.)
/// </summary>
internal sealed class CrossFusionAttention : Module<Tensor, Tensor>
{
    internal readonly Conv2d query;
    internal readonly Conv2d key;
    internal readonly Conv2d value;
    internal readonly Conv2d project;
    private readonly int _channels;
    private readonly int _heads;
    private readonly int _reach;

    public CrossFusionAttention(int channels, int heads, int reach)
        : base(nameof(CrossFusionAttention))
    {
        (_channels, _heads, _reach) = (channels, heads, reach);
        query = Conv2d(2 * channels, 2 * channels, 1, groups: 2);
        key = Conv2d(2 * channels, 2 * channels, 1, groups: 2);
        value = Conv2d(2 * channels, 2 * channels, 1, groups: 2);
        project = Conv2d(2 * channels, 2 * channels, 1, groups: 2);
        RegisterComponents();
    }

    public int Channels => _channels;

    public int Heads => _heads;

    public int Reach => _reach;

    /// <summary>Both sources after they have looked at each other.</summary>
    /// <param name="input">[N, 2C, h, w]: C channels of the infrared, then C of the visible.</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        (long n, long h, long w) = (input.shape[0], input.shape[2], input.shape[3]);
        long side = (2 * _reach) + 1;
        long depth = _channels / _heads;
        Tensor q = query.call(input).reshape(n, 2, 1, _heads, depth, h * w);
        Tensor k = Windows(key.call(input), side).reshape(n, 2, _heads, depth, side * side, h * w).permute(0, 1, 4, 2, 3, 5);
        Tensor v = Windows(value.call(input), side).reshape(n, 2, _heads, depth, side * side, h * w).permute(0, 1, 4, 2, 3, 5);
        Tensor scores = (q * k.flip(1)).sum([4], keepdim: true) * (1 / Math.Sqrt(depth));
        Tensor seen = (scores.softmax(2) * v.flip(1)).sum([2]).reshape(n, 2 * _channels, h, w);
        return (input + project.call(seen)).MoveToOuterDisposeScope();
    }

    private Tensor Windows(Tensor map, long side) => F.unfold(map, side, padding: _reach);
}
