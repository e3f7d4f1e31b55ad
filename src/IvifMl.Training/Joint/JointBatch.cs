using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Crops of pairs with the objects in them.</summary>
/// <param name="Infrared">[N, 1, H, W], 0–1.</param>
/// <param name="Colour">The visible in colour, [N, 3, H, W], 0–1.</param>
/// <param name="Targets">The objects of each crop.</param>
internal sealed record JointBatch(Tensor Infrared, Tensor Colour, IReadOnlyList<IReadOnlyList<DetectionTarget>> Targets)
{
    private static readonly Scalar Black = 0;
    private static readonly Scalar White = 1;

    /// <summary>The visible's luminance, [N, 1, H, W], 0–1.</summary>
    public Tensor Luminance { get; } = LuminanceOf(Colour);

    /// <summary>What the detector is shown: the fused luminance with the visible's chroma, [N, 3, H, W]. BT.601 moves all three colours by the difference.</summary>
    /// <param name="fused">[N, 1, H, W], 0–1.</param>
    public Tensor Show(Tensor fused) => (Colour + (fused - Luminance)).clamp(Black, White);

    private static Tensor LuminanceOf(Tensor colour)
    {
        using Tensor weights = tensor([Imaging.Bt601.Red, Imaging.Bt601.Green, Imaging.Bt601.Blue], [1, 3, 1, 1]).to(colour.device);
        return (colour * weights).sum(1, keepdim: true);
    }
}
