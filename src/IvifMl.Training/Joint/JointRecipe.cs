using System.Security.Cryptography;
using System.Text;

namespace IvifMl.Training;

/// <summary>What decides the weights of a joint training, in one word.</summary>
internal static class JointRecipe
{
    /// <summary>A hash over options, networks and pairs with their boxes; device, threads, reports and paths of outputs do not count.</summary>
    public static string Fingerprint(JointDetectionOptions options, FusionNetwork fusion, string? encoder, IvifDetNetwork detector, DetectorSet set, string starts)
    {
        LanguageDrivenOptions lower = new() { Loss = options.Loss, ClipPath = options.ClipPath, Encoder = options.Encoder };
        string ofFusion = TrainingRecipe.Fingerprint(lower, fusion, encoder, new TrainingSet([], []));
        string ofDetector = DetectorRecipe.Fingerprint(
            new AnchorFreeOptions
            {
                BatchSize = options.BatchSize,
                CropSide = options.CropSide,
                LearningRate = options.DetectorRate,
                LastRateShare = options.LastRateShare,
                AverageDecay = options.AverageDecay,
                MaximumGradientNorm = options.DetectorGradientNorm,
                Seed = options.Seed,
                ValidationShare = options.ValidationShare,
                CheckpointEvery = options.CheckpointEvery,
                Augmentation = options.Augmentation,
            },
            detector,
            set);
        string own = FormattableString.Invariant(
            $"{options.Solver};{options.DetectionWeight};{options.LookAhead};{options.FusionSteps};{options.DetectorSteps};{options.Steps};{options.FusionRate};{options.RampSteps};{options.FusionGradientNorm};{starts}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{own};{ofFusion};{ofDetector}")));
    }
}
