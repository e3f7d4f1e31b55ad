using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>A network that fuses infrared and visible luminance and can be written as a model of the contract <c>ivif.fusion/1</c>.</summary>
public abstract class FusionNetwork : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Smallest side of an image, in pixels.</summary>
    public const int SmallestSide = 16;

    /// <summary>For derived networks.</summary>
    /// <param name="name">The module's name.</param>
    protected FusionNetwork(string name)
        : base(name) => TorchPreparation.Ensure();

    /// <summary>The name of this kind of network in checkpoints and model metadata.</summary>
    public abstract string Kind { get; }

    /// <summary>The network as an ONNX model that keeps <c>ivif.fusion/1</c>, with the weights it has now.</summary>
    /// <param name="card">What the metadata says of the model.</param>
    /// <returns>The bytes of an .onnx file; the same for the same weights and card.</returns>
    public abstract byte[] ToOnnx(FusionModelCard card);

    /// <summary>Checks that two tensors are a pair of images.</summary>
    /// <param name="infrared">[N, 1, H, W].</param>
    /// <param name="visible">[N, 1, H, W].</param>
    /// <exception cref="ArgumentException">Ranks, channels or sizes do not fit; the message says which.</exception>
    protected static void CheckPair(Tensor infrared, Tensor visible)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        if (infrared.ndim != 4 || infrared.shape[1] != 1 || !infrared.shape.SequenceEqual(visible.shape))
        {
            throw new ArgumentException(
                $"The infrared is [{string.Join(',', infrared.shape)}] and the visible [{string.Join(',', visible.shape)}]; both must be [N,1,H,W] of one size.");
        }

        if (infrared.shape[2] < SmallestSide || infrared.shape[3] < SmallestSide)
        {
            throw new ArgumentException($"Images of {infrared.shape[3]}×{infrared.shape[2]} pixels are too small; sides are at least {SmallestSide}.");
        }
    }
}
