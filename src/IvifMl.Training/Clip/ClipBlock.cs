using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>The two layers of a block's perceptron with QuickGELU, x · sigmoid(1.702 x), between them.</summary>
internal sealed class ClipPerceptron : Module<Tensor, Tensor>
{
    /// <summary>The slope of QuickGELU.</summary>
    internal const float QuickGeluSlope = 1.702f;

    /// <summary>Hidden channels for each channel of the block.</summary>
    internal const int Expansion = 4;

    [ComponentName(Name = "c_fc")]
    private readonly Linear _expand;

    [ComponentName(Name = "c_proj")]
    private readonly Linear _project;

    internal ClipPerceptron(int width)
        : base(nameof(ClipPerceptron))
    {
        _expand = Linear(width, Expansion * width);
        _project = Linear(Expansion * width, width);
        RegisterComponents();
    }

    internal void Initialise(double expandDeviation, double projectDeviation)
    {
        init.normal_(_expand.weight, 0, expandDeviation);
        init.normal_(_project.weight, 0, projectDeviation);
    }

    public override Tensor forward(Tensor input)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor hidden = _expand.call(input);
        return _project.call(hidden * (hidden * QuickGeluSlope).sigmoid()).MoveToOuterDisposeScope();
    }
}

/// <summary>A pre-normalised residual block: x + attention(LN(x)), then x + perceptron(LN(x)).</summary>
internal sealed class ClipBlock : Module<Tensor, Tensor>
{
    [ComponentName(Name = "attn")]
    private readonly ClipAttention _attention;

    [ComponentName(Name = "ln_1")]
    private readonly LayerNorm _first;

    [ComponentName(Name = "mlp")]
    private readonly ClipPerceptron _perceptron;

    [ComponentName(Name = "ln_2")]
    private readonly LayerNorm _second;

    internal ClipBlock(int width, int heads, bool causal)
        : base(nameof(ClipBlock))
    {
        _attention = new ClipAttention(width, heads, causal);
        _first = LayerNorm(width);
        _perceptron = new ClipPerceptron(width);
        _second = LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>OpenAI's initialisation of the text tower's blocks.</summary>
    internal void Initialise(double width, int layers)
    {
        double attention = 1 / Math.Sqrt(width);
        double residual = attention / Math.Sqrt(2 * layers);
        _attention.Initialise(attention, residual);
        _perceptron.Initialise(1 / Math.Sqrt(2 * width), residual);
    }

    /// <summary>[N, L, W] → [N, L, W].</summary>
    public override Tensor forward(Tensor input)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor mixed = input + _attention.call(_first.call(input));
        return (mixed + _perceptron.call(_second.call(mixed))).MoveToOuterDisposeScope();
    }
}
