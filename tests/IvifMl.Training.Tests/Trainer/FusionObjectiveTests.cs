using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Trainer;

public sealed class FusionObjectiveTests
{
    private static readonly PatchOptions Patches = new() { Count = 3, EntropyThreshold = 4 };

    [TorchFact]
    public void The_terms_are_those_with_a_weight_in_order()
    {
        using FusionObjective classic = new(new() { Language = null, Gradient = 0 }, null, null, CPU);
        Assert.Equal(["Intensity", "Choice", "Structure", "Edges", "Information", "Differences"], classic.Terms);
        using ILanguageEncoder encoder = TinyEncoder();
        using FusionObjective language = new(FusionLossOptions.LdFusion, encoder, null, CPU);
        Assert.Equal(["Language", "LanguagePatches", "Regulariser"], language.Terms);
    }

    [TorchFact]
    public void The_loss_is_the_weighted_sum_of_its_terms()
    {
        using ILanguageEncoder encoder = TinyEncoder();
        FusionLossOptions options = new() { Language = LanguageLossOptions.LdFusion with { Patches = Patches } };
        using FusionObjective objective = new(options, encoder, null, CPU);
        using DisposeScope scope = NewDisposeScope();
        (Tensor infrared, Tensor visible, Tensor fused) = Pictures();
        (Tensor loss, Tensor[] terms) = objective.Evaluate(fused, infrared, visible, new Random(1));
        double[] weights = [1.5, 1, 1, 0.3, 3, 1.5, 1, 2, 10, 6];
        Assert.Equal(weights.Length, terms.Length);
        Assert.Equal(terms.Zip(weights, (term, weight) => term.item<float>() * weight).Sum(), loss.item<float>(), 1e-3);
    }

    [TorchFact]
    public void Patches_that_are_not_embedded_count_as_the_published_mask_counts_them()
    {
        using ILanguageEncoder encoder = TinyEncoder();
        LanguageLossOptions language = LanguageLossOptions.LdFusion with { Patches = Patches, GlobalWeight = 0, RegulariserWeight = 0 };
        using FusionObjective objective = new(FusionLossOptions.LdFusion with { Language = language }, encoder, null, CPU);
        using DisposeScope scope = NewDisposeScope();
        (Tensor infrared, Tensor visible, Tensor fused) = Pictures();
        Tensor given = objective.Evaluate(fused, infrared, visible, new Random(5)).Terms.Single();

        PatchSampler sampler = PatchSampler.Draw(new Random(5), 96, 96, Patches);
        Tensor select = PatchEntropy.Select(sampler.Cut(infrared), sampler.Cut(visible), Patches.EntropyThreshold);
        Assert.InRange(select.to(ScalarType.Float32).sum().item<float>(), 1, select.numel() - 1);
        Tensor Text(IReadOnlyList<string> texts) => encoder.EncodeTexts(texts).mean([0], keepdim: true);
        Tensor masked = DirectionalLanguageLoss.Patch(
            encoder.EncodeImages(sampler.Cut(fused)),
            encoder.EncodeImages(infrared),
            encoder.EncodeImages(visible),
            Text(language.Prompts),
            Text(language.InfraredTexts),
            Text(language.VisibleTexts),
            select);
        Assert.Equal(masked.item<float>(), given.item<float>(), 1e-5);
    }

    [TorchFact]
    public void Language_without_an_encoder_is_refused()
        => Assert.Contains("encoder", Assert.Throws<ArgumentException>(() => new FusionObjective(new(), null, null, CPU)).Message, StringComparison.Ordinal);

    [TorchFact]
    public void The_encoder_learns_nothing()
    {
        using ILanguageEncoder encoder = TinyEncoder();
        using FusionObjective objective = new(FusionLossOptions.LdFusion, encoder, null, CPU);
        using DisposeScope scope = NewDisposeScope();
        (Tensor infrared, Tensor visible, Tensor fused) = Pictures();
        fused.requires_grad = true;
        objective.Evaluate(fused, infrared, visible, new Random(2)).Loss.backward();
        Assert.True(fused.grad!.abs().sum().item<float>() > 0);
        Assert.False(encoder.EncodeTexts(["a"]).requires_grad);
    }

    /// <summary>One flat picture, whose patches the entropy filter rejects, and one that is full of detail.</summary>
    private static (Tensor Infrared, Tensor Visible, Tensor Fused) Pictures()
    {
        manual_seed(3);
        Tensor detail = rand(1, 1, 96, 96);
        Tensor flat = full([1, 1, 96, 96], 0.5f) + (rand(1, 1, 96, 96) * 0.001);
        Tensor infrared = cat([detail, flat], 0);
        Tensor visible = cat([1 - (detail * 0.5), flat], 0);
        return (infrared, visible, (infrared + visible) * 0.5);
    }

    private static ClipLanguageEncoder TinyEncoder()
    {
        manual_seed(1);
        ClipModel clip = new(new()
        {
            EmbedDimension = 16,
            ImageResolution = 32,
            VisionLayers = 1,
            VisionWidth = 16,
            VisionHeads = 2,
            VisionPatch = 16,
            ContextLength = 16,
            VocabularySize = 130,
            TextWidth = 16,
            TextHeads = 2,
            TextLayers = 1,
        });
        return new("tiny", clip, text => [128, .. text.PadRight(14)[..14].Select(c => (long)Math.Min(c, (char)127)), 129]);
    }
}
