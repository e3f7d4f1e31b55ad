using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>The stack of residual blocks that both towers share.</summary>
internal sealed class ClipTransformer : Module<Tensor, Tensor>
{
    [ComponentName(Name = "resblocks")]
    private readonly ModuleList<ClipBlock> _blocks;

    internal ClipTransformer(int width, int layers, int heads, bool causal)
        : base(nameof(ClipTransformer))
    {
        _blocks = new ModuleList<ClipBlock>([.. Enumerable.Range(0, layers).Select(_ => new ClipBlock(width, heads, causal))]);
        RegisterComponents();
    }

    /// <summary>OpenAI's initialisation of the text tower.</summary>
    internal void Initialise(int width)
    {
        foreach (ClipBlock block in _blocks)
        {
            block.Initialise(width, _blocks.Count);
        }
    }

    /// <summary>[N, L, W] → [N, L, W].</summary>
    public override Tensor forward(Tensor input)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor state = input;
        foreach (ClipBlock block in _blocks)
        {
            state = block.call(state);
        }

        return state.MoveToOuterDisposeScope();
    }
}
