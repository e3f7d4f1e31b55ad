using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>What the losses over pictures share: checks, Sobel gradients, Gaussian windows.</summary>
internal static class ImageTensors
{
    private static readonly float[] SobelTaps = [-1, 0, 1, -2, 0, 2, -1, 0, 1, -1, -2, -1, 0, 0, 0, 1, 2, 1];

    /// <summary>Checks that all three are [N, 1, H, W] of one size.</summary>
    /// <exception cref="ArgumentException">They are not; the message names the loss and the shapes.</exception>
    internal static void Require(string loss, Tensor fused, Tensor infrared, Tensor visible, int smallest = 3)
    {
        ArgumentNullException.ThrowIfNull(fused);
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        TorchPreparation.Ensure();
        long[] shape = fused.shape;
        if (shape.Length != 4 || shape[1] != 1)
        {
            throw new ArgumentException($"{loss}: fused is {Shape(fused)}; pictures must be [N, 1, H, W].", nameof(fused));
        }

        if (!shape.AsSpan().SequenceEqual(infrared.shape) || !shape.AsSpan().SequenceEqual(visible.shape))
        {
            throw new ArgumentException($"{loss}: fused is {Shape(fused)}, infrared {Shape(infrared)}, visible {Shape(visible)}; all three must have one shape.", nameof(infrared));
        }

        if (shape[2] < smallest || shape[3] < smallest)
        {
            throw new ArgumentException($"{loss}: pictures of {shape[3]}×{shape[2]} are smaller than its windows, which need {smallest} pixels each way.", nameof(fused));
        }
    }

    /// <summary>A tensor's shape as messages show it.</summary>
    internal static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    /// <summary>Sobel derivatives along x and y, raw taps (a ramp of slope k gives 8k).</summary>
    /// <param name="images">[N, 1, H, W].</param>
    /// <param name="border">What lies outside.</param>
    /// <returns>[N, 2, H, W].</returns>
    internal static Tensor Sobel(Tensor images, PaddingModes border)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor taps = tensor(SobelTaps, [2, 1, 3, 3], dtype: images.dtype, device: images.device);
        return border == PaddingModes.Zeros
            ? conv2d(images, taps, padding: [1, 1]).MoveToOuterDisposeScope()
            : conv2d(pad(images, (1, 1, 1, 1), border), taps).MoveToOuterDisposeScope();
    }

    /// <summary>√(x² + y² + ε) of a field of derivatives: its derivative is 0, not infinite, where both are 0.</summary>
    /// <param name="derivatives">[N, 2, H, W].</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>[N, 1, H, W].</returns>
    internal static Tensor Strength(Tensor derivatives, double epsilon)
    {
        using DisposeScope scope = NewDisposeScope();
        return (derivatives.square().sum([1L], keepdim: true) + epsilon).sqrt().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Means under a Gaussian window, whole windows only, as two one-dimensional convolutions of each channel by itself.
    /// </summary>
    /// <param name="maps">[N, C, H, W].</param>
    /// <param name="size">Side of the window.</param>
    /// <param name="sigma">Its standard deviation in pixels.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <returns>[N, C, H', W'].</returns>
    internal static Tensor GaussianMean(Tensor maps, int size, double sigma, int stride = 1)
    {
        using DisposeScope scope = NewDisposeScope();
        long channels = maps.shape[1];
        Tensor row = tensor(Gaussian(size, sigma), dtype: maps.dtype, device: maps.device).view(1, 1, 1, size).expand(channels, 1, 1, size).contiguous();
        Tensor across = conv2d(maps, row, strides: [1, stride], groups: channels);
        return conv2d(across, row.view(channels, 1, size, 1), strides: [stride, 1], groups: channels).MoveToOuterDisposeScope();
    }

    private static double[] Gaussian(int size, double sigma)
    {
        double[] weights = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            double x = i - ((size - 1) / 2.0);
            sum += weights[i] = Math.Exp(-x * x / (2 * sigma * sigma));
        }

        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
