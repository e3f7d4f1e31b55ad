using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IvifMl.Training;

/// <summary>What decides the weights of a training, in one word: a checkpoint of another recipe must not be resumed.</summary>
internal static class TrainingRecipe
{
    /// <summary>A hash over options, network and pairs; device, threads, reports and paths of outputs do not count.</summary>
    public static string Fingerprint(LanguageDrivenOptions options, FusionNetwork network, string? encoder, TrainingSet set)
    {
        StringBuilder text = new();
        foreach (object value in (object[])
        [
            options.Epochs, options.Repeats, options.BatchSize, options.CropSide, options.LearningRate, options.WarmUpEpochs, options.Noise,
            options.MaximumGradientNorm, options.Seed, options.ValidationShare, options.ValidationMetric, options.Patience, options.KeepBest,
            options.CheckpointEvery, network.Kind, options.Encoder is null ? Path.GetFileName(options.ClipPath ?? "") : encoder ?? "", Path.GetFileName(options.FeaturesPath ?? ""),
        ])
        {
            text.Append(CultureInfo.InvariantCulture, $"{value};");
        }

        text.AppendJoin(';', options.HalvingShares.Select(share => share.ToString(CultureInfo.InvariantCulture)));
        text.AppendJoin(';', options.Loss.Weights());
        if (options.Loss.Language is { } language)
        {
            text.Append(CultureInfo.InvariantCulture, $"{language.GlobalWeight};{language.PatchWeight};{language.RegulariserWeight};{language.FidelityWeight};{language.Patches};");
            text.AppendJoin(';', [.. language.Prompts, .. language.VisibleTexts, .. language.InfraredTexts]);
        }

        text.AppendJoin(';', network.named_parameters().Select(p => $"{p.name}[{string.Join(',', p.parameter.shape)}]"));
        text.AppendJoin(';', set.Training.Concat(set.Validation).Select(pair => $"{pair.Name}:{pair.Width}x{pair.Height}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
