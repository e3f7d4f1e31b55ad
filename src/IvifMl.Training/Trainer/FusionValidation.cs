using IvifMl.Imaging;
using IvifMl.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Fuses pairs that were kept apart, scores them, and draws what came out.</summary>
internal static class FusionValidation
{
    private const int SampleCount = 4;
    private const int SampleSide = 320;

    /// <summary>The mean of one strict metric over the pairs; pairs on which it is undefined do not count.</summary>
    public static double? Score(FusionNetwork network, IReadOnlyList<TrainingPair> pairs, FusionMetric metric, Device device)
    {
        MetricProfile profile = MetricProfile.Strict with { Metrics = [metric] };
        List<double> scores = [];
        foreach (TrainingPair pair in pairs)
        {
            Plane fused = Fuse(network, pair, device);
            if (FusionScorer.Score(pair.InfraredPlane(), pair.VisiblePlane(), fused, profile)[metric] is { } score)
            {
                scores.Add(score);
            }
        }

        return scores.Count == 0 ? null : scores.Average();
    }

    /// <summary>Infrared, visible and fused of some pairs, side by side.</summary>
    public static RasterImage Samples(FusionNetwork network, IReadOnlyList<TrainingPair> pairs, Device device)
    {
        ContactSheet sheet = new("infrared", "visible", "fused") { PictureSide = SampleSide };
        foreach (TrainingPair pair in pairs.Take(SampleCount))
        {
            sheet.Add(pair.Name, Bt601.ToGray(pair.InfraredPlane()), Bt601.ToGray(pair.VisiblePlane()), Bt601.ToGray(Fuse(network, pair, device)));
        }

        return sheet.Draw();
    }

    /// <summary>One pair through the network.</summary>
    public static Plane Fuse(FusionNetwork network, TrainingPair pair, Device device)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor fused = network.call(ToTensor(pair.InfraredPlane(), device), ToTensor(pair.VisiblePlane(), device));
        return new Plane(pair.Height, pair.Width, fused.cpu().contiguous().data<float>().ToArray());
    }

    private static Tensor ToTensor(Plane plane, Device device) => tensor(plane.Array, [1, 1, plane.Height, plane.Width]).to(device);
}
