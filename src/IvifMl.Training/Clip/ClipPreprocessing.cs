using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>How pictures enter CLIP inside a loss (LDFusion's way): differentiable, without a crop.</summary>
public static class ClipPreprocessing
{
    private static readonly float[] ChannelMean = [0.48145466f, 0.4578275f, 0.40821073f];
    private static readonly float[] ChannelDeviation = [0.26862954f, 0.26130258f, 0.27577711f];

    /// <summary>Mean of red, green and blue in CLIP's training set, for values in 0–1.</summary>
    public static IReadOnlyList<float> Mean => ChannelMean;

    /// <summary>Standard deviation of red, green and blue in CLIP's training set, for values in 0–1.</summary>
    public static IReadOnlyList<float> Deviation => ChannelDeviation;

    /// <summary>
    /// Resizes to S × S (bilinear, half-pixel centres, no antialias, aspect ratio not kept), repeats gray to three channels, and
    /// subtracts <see cref="Mean"/> and divides by <see cref="Deviation"/>.
    /// </summary>
    /// <param name="images">[N, 1, H, W] or [N, 3, H, W], 0–1.</param>
    /// <param name="resolution">S, <see cref="ClipConfig.ImageResolution"/> of the model.</param>
    /// <returns>[N, 3, S, S]. Gradients flow to the images.</returns>
    /// <exception cref="ArgumentException">The shape is another.</exception>
    public static Tensor Normalise(Tensor images, int resolution)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        if (images.shape is not [_, 1 or 3, > 0, > 0])
        {
            throw new ArgumentException($"The images are [{string.Join(", ", images.shape)}]; CLIP takes [N, 1, H, W] or [N, 3, H, W].", nameof(images));
        }

        using IDisposable scope = NewDisposeScope();
        Tensor sized = images.shape[2] == resolution && images.shape[3] == resolution
            ? images
            : F.interpolate(images, size: [resolution, resolution], mode: InterpolationMode.Bilinear, align_corners: false);

        // Gray broadcasts against the three channels here.
        return ((sized - Channels(ChannelMean, images)) / Channels(ChannelDeviation, images)).MoveToOuterDisposeScope();
    }

    private static Tensor Channels(float[] values, Tensor like) => tensor(values).view(1, 3, 1, 1).to(like.dtype).to(like.device);
}
