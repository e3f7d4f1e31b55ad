using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>Contents and styles of both sources → a picture a little larger than they were; visible first.</summary>
internal sealed class LdFusionDecoder : Module<Tensor, Tensor, Tensor>
{
    private const int MlpWidth = 256;

    internal readonly LdFusionAdaptiveBlock[] residuals;
    internal readonly ConvTranspose2d[] growths;
    internal readonly LdFusionNorm[] norms;
    internal readonly Conv2d last;
    internal readonly Linear[] mlp;

    public LdFusionDecoder(LdFusionNetworkOptions options)
        : base(nameof(LdFusionDecoder))
    {
        long width = 16L * options.Width;
        residuals = [new(width), new(width)];
        growths = [Growth(width), Growth(width / 2), Growth(width / 4)];
        norms = [new(width / 2), new(width / 4), new(width / 8)];
        last = LdFusionNetwork.Convolution(width / 8, 1, 7);
        mlp = [Linear(2L * options.StyleLength, MlpWidth), Linear(MlpWidth, MlpWidth), Linear(MlpWidth, 8 * width)];
        register_module("model_local", new LdFusionNumbered((0, residuals[0]), (1, residuals[1])));
        register_module("model_up", new LdFusionNumbered(
            (0, growths[0]), (1, norms[0]), (3, growths[1]), (4, norms[1]), (6, growths[2]), (7, norms[2]), (10, last)));
        register_module("mlp", new LdFusionMlp(mlp));
    }

    /// <summary>[N, 16 · width, h, w] and [N, 2 · style] → [N, 1, 8h + 21, 8w + 21], −1…1.</summary>
    public override Tensor forward(Tensor contents, Tensor styles)
    {
        Tensor[] parameters = mlp[2].call(mlp[1].call(mlp[0].call(styles).relu()).relu()).chunk(residuals.Length, 1);
        Tensor map = contents;
        for (int i = 0; i < residuals.Length; i++)
        {
            map = residuals[i].call(map, parameters[i]);
        }

        for (int i = 0; i < growths.Length; i++)
        {
            map = norms[i].call(growths[i].call(map)).relu();
        }

        return last.call(F.pad(map, (3, 3, 3, 3), TorchSharp.PaddingModes.Reflect)).tanh();
    }

    private static ConvTranspose2d Growth(long channels)
    {
        ConvTranspose2d layer = ConvTranspose2d(channels, channels / 2, 5, stride: 2);
        init.normal_(layer.weight!, 0, LdFusionNetwork.InitialDeviation);
        return layer;
    }

    /// <summary>Gives the fully connected layers their names.</summary>
    private sealed class LdFusionMlp : Module
    {
        public LdFusionMlp(Linear[] layers)
            : base(nameof(LdFusionMlp))
            => register_module("model", new LdFusionNumbered((0, layers[0]), (2, layers[1]), (4, layers[2])));
    }
}
