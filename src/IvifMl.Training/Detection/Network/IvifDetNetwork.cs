using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// A small anchor-free detector with YOLOX's outputs (Ge et al. 2021, arXiv 2107.08430): a plain residual backbone down to stride 32, a top-down
/// neck (Lin et al. 2017, FPN), and a decoupled head of two branches, boxes with objectness and classes. Few, full 3×3 convolutions with channels in
/// multiples of 16, because those run best in ONNX Runtime; batch normalisation is folded into them at export. With the default sizes about 0.9 M
/// parameters and 0.8 GMAC at 416×320.
/// </summary>
/// <remarks>
/// Input: pictures [N, 3, H, W], RGB, 0–1 (gray ones with three equal channels), sides multiples of 32. Output: [N, A, 5 + C], the anchors of the
/// strides 8, 16, 32 in that order, each row by row; x, y, w, h raw (centre ((x + j)·s, (y + i)·s), size (eʷ·s, eʰ·s) in pixels), then the logits of objectness
/// and classes. The exported model gives their logistic functions instead, as <c>ivif.detector/1</c> says.
/// </remarks>
public sealed class IvifDetNetwork : Module<Tensor, Tensor>
{
    /// <summary>The name of this kind of network in checkpoints and models.</summary>
    public const string NetworkName = "detector-ivif";

    /// <summary>The largest stride: sides of pictures are multiples of it.</summary>
    internal const int CoarsestStride = 32;

    /// <summary>x, y, w, h and the objectness.</summary>
    internal const int BoxOutputs = 5;

    /// <summary>Chance that an anchor holds an object, by which the last biases begin: without it the many empty anchors rule the first steps (Lin et al. 2017, focal loss).</summary>
    private const double PriorChance = 0.01;

    internal readonly ConvNorm enter;
    internal readonly ConvNorm down4;
    internal readonly ConvNorm more4;
    internal readonly ConvNorm down8;
    internal readonly ConvNorm more8;
    internal readonly ConvNorm again8;
    internal readonly ConvNorm down16;
    internal readonly ConvNorm more16;
    internal readonly ConvNorm again16;
    internal readonly ConvNorm down32;
    internal readonly ConvNorm more32;
    internal readonly ConvNorm again32;
    internal readonly ConvNorm side8;
    internal readonly ConvNorm side16;
    internal readonly ConvNorm side32;
    internal readonly ConvNorm mix16;
    internal readonly ConvNorm mix8;
    internal readonly HeadBranch boxes;
    internal readonly HeadBranch classes;

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="options">Its sizes and classes; null for the defaults.</param>
    /// <exception cref="ArgumentException">A value out of range.</exception>
    public IvifDetNetwork(IvifDetOptions? options = null)
        : base(NetworkName)
    {
        Options = options ?? new();
        Options.Validate();
        TorchPreparation.Ensure();
        IReadOnlyList<int> c = Options.Channels;
        int head = Options.HeadChannels;
        enter = new(3, c[0], stride: 2);
        down4 = new(c[0], c[1], stride: 2);
        more4 = new(c[1], c[1]);
        down8 = new(c[1], c[2], stride: 2);
        more8 = new(c[2], c[2]);
        again8 = new(c[2], c[2]);
        down16 = new(c[2], c[3], stride: 2);
        more16 = new(c[3], c[3]);
        again16 = new(c[3], c[3]);
        down32 = new(c[3], c[4], stride: 2);
        more32 = new(c[4], c[4]);
        again32 = new(c[4], c[4], dilation: 2);
        side8 = new(c[2], head, kernel: 1);
        side16 = new(c[3], head, kernel: 1);
        side32 = new(c[4], head, kernel: 1);
        mix16 = new(head, head);
        mix8 = new(head, head);
        boxes = new(head, BoxOutputs, Strides.Count);
        classes = new(head, Options.Classes.Count, Strides.Count);
        RegisterComponents();
        Initialise();
    }

    /// <summary>The strides of the grids, in the order of the output.</summary>
    public static IReadOnlyList<int> Strides { get; } = [8, 16, 32];

    /// <summary>The sizes and classes this network was made with.</summary>
    public IvifDetOptions Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ndim != 4 || input.shape[1] != 3 || input.shape[2] % CoarsestStride != 0 || input.shape[3] % CoarsestStride != 0)
        {
            throw new ArgumentException($"The pictures are [{string.Join(", ", input.shape)}]; a detector takes [N, 3, H, W] with sides that are multiples of {CoarsestStride}.", nameof(input));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor four = More(more4, down4.call(enter.call((input * 2) - 1)));
        Tensor eight = More(again8, More(more8, down8.call(four)));
        Tensor sixteen = More(again16, More(more16, down16.call(eight)));
        Tensor deep = More(again32, More(more32, down32.call(sixteen)));
        Tensor level32 = side32.call(deep);
        Tensor level16 = mix16.call(side16.call(sixteen) + Doubled(level32));
        Tensor level8 = mix8.call(side8.call(eight) + Doubled(level16));
        Tensor[] levels = [level8, level16, level32];
        return cat([.. levels.Select((level, grid) => cat([boxes.call(level, grid), classes.call(level, grid)], 1).flatten(2).transpose(1, 2))], 1).MoveToOuterDisposeScope();
    }

    /// <summary>The network as an ONNX model that keeps <c>ivif.detector/1</c>, with the weights it has now; normalisation by the statistics of training.</summary>
    /// <param name="card">What the metadata says of the model.</param>
    /// <returns>The bytes of an .onnx file; the same for the same weights and card.</returns>
    public byte[] ToOnnx(FusionModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return IvifDetGraph.Build(this, card);
    }

    private static Tensor More(ConvNorm layer, Tensor input) => input + layer.call(input);

    private static Tensor Doubled(Tensor map) => F.interpolate(map, scale_factor: [2, 2], mode: InterpolationMode.Nearest);

    private void Initialise()
    {
        foreach ((string name, Parameter parameter) in named_parameters().Where(named => named.parameter.ndim > 1))
        {
            init.kaiming_uniform_(parameter, a: name.Contains("predict", StringComparison.Ordinal) ? Math.Sqrt(50) : ConvNorm.Slope);
        }

        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double prior = -Math.Log((1 - PriorChance) / PriorChance);
        boxes.predict.bias!.zero_().narrow(0, BoxOutputs - 1, 1).fill_(prior);
        classes.predict.bias!.fill_(prior);
    }
}
