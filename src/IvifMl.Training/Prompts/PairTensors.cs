using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Pairs with and without their faults, as one tensor [N, 9, H, W].</summary>
internal readonly record struct PairTensors(Tensor All)
{
    /// <summary>Channels.</summary>
    public const int Channels = 9;

    /// <summary>The infrared as it is, [N, 1, H, W].</summary>
    public Tensor Infrared => All.narrow(1, 0, 1);

    /// <summary>The visible's luminance as it is.</summary>
    public Tensor Visible => All.narrow(1, 1, 1);

    /// <summary>The visible's chroma as it is, around 0, [N, 2, H, W].</summary>
    public Tensor Chroma => All.narrow(1, 2, 2);

    /// <summary>Its chroma before the fault.</summary>
    public Tensor CleanChroma => All.narrow(1, 4, 2);

    /// <summary>The teacher's picture of the pair as it is.</summary>
    public Tensor Fusion => All.narrow(1, 6, 1);

    /// <summary>The teacher's picture of the pair before its fault.</summary>
    public Tensor CleanFusion => All.narrow(1, 7, 1);

    /// <summary>The visible's luminance before the fault.</summary>
    public Tensor CleanVisible => All.narrow(1, 8, 1);

    /// <summary>One of the pairs.</summary>
    public PairTensors this[long index] => new(All.narrow(0, index, 1));
}
