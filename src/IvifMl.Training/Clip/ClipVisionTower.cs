using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>CLIP's vision transformer: patches, a class token, blocks, and the projection of the class token.</summary>
internal sealed class ClipVisionTower : Module<Tensor, Tensor>
{
    [ComponentName(Name = "conv1")]
    private readonly Conv2d _patches;

    [ComponentName(Name = "class_embedding")]
    private Parameter _class;

    [ComponentName(Name = "positional_embedding")]
    private Parameter _positions;

    [ComponentName(Name = "ln_pre")]
    private readonly LayerNorm _before;

    [ComponentName(Name = "transformer")]
    private readonly ClipTransformer _transformer;

    [ComponentName(Name = "ln_post")]
    private readonly LayerNorm _after;

    [ComponentName(Name = "proj")]
    private Parameter _projection;

    internal ClipVisionTower(ClipConfig config)
        : base(nameof(ClipVisionTower))
    {
        int width = config.VisionWidth;
        double scale = 1 / Math.Sqrt(width);
        _patches = Conv2d(3, width, config.VisionPatch, stride: config.VisionPatch, bias: false);
        _class = new Parameter(init.normal_(empty(width), 0, scale));
        _positions = new Parameter(init.normal_(empty((config.Grid * config.Grid) + 1, width), 0, scale));
        _before = LayerNorm(width);
        _transformer = new ClipTransformer(width, config.VisionLayers, config.VisionHeads, causal: false);
        _after = LayerNorm(width);
        _projection = new Parameter(init.normal_(empty(width, config.EmbedDimension), 0, scale));
        RegisterComponents();
    }

    /// <summary>[N, 3, S, S] → [N, D].</summary>
    public override Tensor forward(Tensor input)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor patches = _patches.call(input).flatten(2).transpose(1, 2);
        Tensor first = _class.expand(input.shape[0], 1, _class.shape[0]);
        Tensor state = _transformer.call(_before.call(cat([first, patches], 1) + _positions));
        return _after.call(state.select(1, 0)).mm(_projection).MoveToOuterDisposeScope();
    }
}
