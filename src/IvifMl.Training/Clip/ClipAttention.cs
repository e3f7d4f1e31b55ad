using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>Multi-head self-attention with PyTorch's packed parameters (<c>in_proj_weight</c>, <c>in_proj_bias</c>, <c>out_proj</c>).</summary>
internal sealed class ClipAttention : Module<Tensor, Tensor>
{
    private readonly int _heads;
    private readonly bool _causal;

    [ComponentName(Name = "in_proj_weight")]
    private Parameter _inWeight;

    [ComponentName(Name = "in_proj_bias")]
    private Parameter _inBias;

    [ComponentName(Name = "out_proj")]
    private Linear _out;

    internal ClipAttention(int width, int heads, bool causal)
        : base(nameof(ClipAttention))
    {
        _heads = heads;
        _causal = causal;
        _inWeight = new Parameter(empty(3 * width, width));
        _inBias = new Parameter(zeros(3 * width));
        _out = Linear(width, width);
        init.xavier_uniform_(_inWeight);
        init.zeros_(_out.bias);
        RegisterComponents();
    }

    /// <summary>OpenAI's initialisation of the text tower's attention.</summary>
    internal void Initialise(double inDeviation, double outDeviation)
    {
        init.normal_(_inWeight, 0, inDeviation);
        init.normal_(_out.weight, 0, outDeviation);
    }

    /// <summary>[N, L, W] → [N, L, W].</summary>
    public override Tensor forward(Tensor input)
    {
        using IDisposable scope = NewDisposeScope();
        long batch = input.shape[0];
        long length = input.shape[1];
        long width = input.shape[2];
        Tensor[] parts = F.linear(input, _inWeight, _inBias)
            .view(batch, length, 3, _heads, width / _heads)
            .permute(2, 0, 3, 1, 4)
            .unbind(0);
        Tensor mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: _causal);
        return _out.call(mixed.transpose(1, 2).reshape(batch, length, width)).MoveToOuterDisposeScope();
    }
}
