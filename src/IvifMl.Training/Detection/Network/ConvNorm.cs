using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>A convolution without bias, batch normalisation, leaky rectifier: [N, C, H, W] → [N, M, H', W'].</summary>
internal sealed class ConvNorm : Module<Tensor, Tensor>
{
    /// <summary>Slope of the rectifier where its input is negative.</summary>
    public const double Slope = 0.1;

    internal readonly Conv2d conv;
    internal readonly BatchNorm2d norm;

    /// <summary>A layer with fresh weights.</summary>
    public ConvNorm(int from, int to, int kernel = 3, int stride = 1, int dilation = 1)
        : base(nameof(ConvNorm))
    {
        conv = Conv2d(from, to, kernel, stride: stride, padding: kernel / 2 * dilation, dilation: dilation, bias: false);
        norm = BatchNorm2d(to);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return F.leaky_relu(norm.call(conv.call(input)), Slope).MoveToOuterDisposeScope();
    }
}
