using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IvifMl.Training;

/// <summary>What decides the weights of a detector's training, in one word.</summary>
internal static class DetectorRecipe
{
    /// <summary>A hash over options, network and pictures with their boxes; device, threads, reports and paths of outputs do not count.</summary>
    public static string Fingerprint(AnchorFreeOptions options, IvifDetNetwork network, DetectorSet set)
    {
        StringBuilder text = new();
        foreach (object value in (object[])
        [
            options.Epochs, options.BatchSize, options.CropSide, options.LearningRate, options.WarmUpEpochs, options.LastRateShare, options.WeightDecay,
            options.AverageDecay, options.MaximumGradientNorm, options.Seed, options.ValidationShare, options.Patience, options.KeepBest, options.CheckpointEvery,
            options.Augmentation, network.Options.Width, network.Options.Height,
        ])
        {
            text.Append(CultureInfo.InvariantCulture, $"{value};");
        }

        text.AppendJoin(';', network.Options.Classes);
        text.AppendJoin(';', network.named_parameters().Select(p => $"{p.name}[{string.Join(',', p.parameter.shape)}]"));
        foreach (DetectorPicture picture in set.Training.Concat(set.Validation))
        {
            text.Append(CultureInfo.InvariantCulture, $"{picture.Name}:{picture.Width}x{picture.Height}:");
            text.AppendJoin(',', picture.Boxes);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
