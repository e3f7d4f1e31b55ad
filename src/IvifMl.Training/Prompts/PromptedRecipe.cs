using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IvifMl.Training;

/// <summary>What decides the weights of a text-guided training, in one word: a checkpoint of another recipe must not be resumed.</summary>
internal static class PromptedRecipe
{
    /// <summary>A hash over options, network, sentences and pairs; threads, reports and paths of outputs do not count.</summary>
    public static string Fingerprint(TextGuidedOptions options, PromptedFusionNetwork network, TrainingSet set)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{options.Steps};{options.BatchSize};{options.CropSide};{options.LearningRate};{options.WarmUpSteps};");
        text.Append(CultureInfo.InvariantCulture, $"{options.MaximumGradientNorm};{options.Seed};{options.ValidationShare};{network.Kind};{Path.GetFileName(options.ClipPath ?? "")};");
        text.AppendJoin(';', options.HalvingShares.Select(share => share.ToString(CultureInfo.InvariantCulture)));
        text.AppendJoin(';', [.. options.Loss.Weights(), .. options.Loss.Fusion.Weights()]);
        text.AppendJoin(';', PromptFamily.All.SelectMany(family => family.Training));
        text.AppendJoin(';', network.named_parameters().Select(p => $"{p.name}[{string.Join(',', p.parameter.shape)}]"));
        text.AppendJoin(';', set.Training.Concat(set.Validation).Select(pair => $"{pair.Name}:{pair.Width}x{pair.Height}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
