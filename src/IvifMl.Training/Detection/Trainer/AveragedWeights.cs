using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// The exponential moving average of a network's weights, w̄ ← d w̄ + (1 − d) w with d = min(decay, (1 + t) / (10 + t)), which generalises better than the last
/// weights (Polyak and Juditsky 1992; the ramp as in TensorFlow). Statistics of normalisation are averaged likewise.
/// </summary>
internal static class AveragedWeights
{
    /// <summary>Takes one step's weights into the average.</summary>
    /// <param name="average">The network that holds the average.</param>
    /// <param name="network">The network that is trained.</param>
    /// <param name="step">t, from 0; at 0 the average takes nine tenths of the weights.</param>
    /// <param name="decay">The largest d.</param>
    public static void Add(nn.Module average, nn.Module network, long step, double decay)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        double share = Math.Min(decay, (1.0 + step) / (10.0 + step));

        // Held until after the calls: a number that is converted on the fly may be collected while the native code still reads it.
        using Scalar kept = share;
        using Scalar taken = 1 - share;
        foreach ((Tensor mean, Tensor value) in average.parameters().Zip<Tensor, Tensor>(network.parameters()).Concat(average.buffers().Zip(network.buffers())))
        {
            if (mean.is_floating_point())
            {
                mean.mul_(kept).add_(value.detach(), alpha: taken);
            }
            else
            {
                mean.copy_(value);
            }
        }
    }

    /// <summary>Makes the average equal to the network.</summary>
    public static void Begin(nn.Module average, nn.Module network)
    {
        using IDisposable still = no_grad();
        foreach ((Tensor mean, Tensor value) in average.parameters().Zip<Tensor, Tensor>(network.parameters()).Concat(average.buffers().Zip(network.buffers())))
        {
            mean.copy_(value);
        }
    }
}
