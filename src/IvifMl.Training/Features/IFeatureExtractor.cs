using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>A frozen classifier whose maps <see cref="FeatureFidelityLoss"/> compares.</summary>
public interface IFeatureExtractor : IDisposable
{
    /// <summary>The layers' names, from fine to coarse.</summary>
    IReadOnlyList<string> Layers { get; }

    /// <summary>The layers' maps. Derivatives flow to the pictures, not to the weights.</summary>
    /// <param name="pictures">[N, 1, H, W], 0–1.</param>
    /// <returns>One [N, C, H', W'] a layer, in the current dispose scope.</returns>
    /// <exception cref="ArgumentException">Not gray pictures, or too small ones.</exception>
    IReadOnlyList<Tensor> Extract(Tensor pictures);

    /// <summary>Moves the weights.</summary>
    /// <param name="device">Where to.</param>
    void MoveTo(Device device);
}
