using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// One branch of the head: a 3×3 convolution that all grids share, a batch normalisation for each grid, a leaky rectifier, and a 1×1 convolution to
/// the predictions. Sharing lets objects of all sizes teach one kernel; the statistics differ from grid to grid, so each has its own.
/// </summary>
internal sealed class HeadBranch : Module<Tensor, int, Tensor>
{
    internal readonly Conv2d conv;
    internal readonly ModuleList<BatchNorm2d> norms;
    internal readonly Conv2d predict;

    /// <summary>A branch with fresh weights.</summary>
    public HeadBranch(int channels, int outputs, int grids)
        : base(nameof(HeadBranch))
    {
        conv = Conv2d(channels, channels, 3, padding: 1, bias: false);
        norms = ModuleList([.. Enumerable.Range(0, grids).Select(_ => BatchNorm2d(channels))]);
        predict = Conv2d(channels, outputs, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input, int grid)
    {
        using DisposeScope scope = NewDisposeScope();
        return predict.call(F.leaky_relu(norms[grid].call(conv.call(input)), ConvNorm.Slope)).MoveToOuterDisposeScope();
    }
}
