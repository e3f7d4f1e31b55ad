using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Losses;

/// <summary>The losses over embeddings and feature maps: examples by hand, and parity with LDFusion's code.</summary>
public sealed class LanguageLossTests : IDisposable
{
    private readonly DisposeScope _scope = Torch.Missing is null ? NewDisposeScope() : null!;

    public void Dispose() => _scope?.Dispose();

    [TorchFact]
    public void DirectionThatFollowsTheTextCostsNothing()
    {
        Tensor source = tensor([2f, 0f], [1, 2]);
        Tensor target = tensor([0f, 3f], [1, 2]);
        Near.Equal(0, DirectionalLanguageLoss.Global(target, source, source, target, source, source), 1e-6);
        Near.Equal(2, DirectionalLanguageLoss.Global(source, target, target, target, source, source), 1e-6);
        Near.Equal(0, EmbeddingRegulariser.Of(target, target, target), 1e-6);
        Near.Equal(0.5, EmbeddingRegulariser.Of(target, target, source), 1e-6);
    }

    [TorchFact]
    public void GlobalLossIsTheReferences()
    {
        Dictionary<string, Tensor> f = Fixtures.Read("ldfusion", "losses.safetensors");
        Tensor Loss(Tensor fused, string prompt)
            => DirectionalLanguageLoss.Global(fused, f["ir_feature"], f["vi_feature"], f["prompt_feature_" + prompt], f["irt_feature"], f["vit_feature"]);
        Near.Equal(f["loss_prompt_global_same"], Loss(f["fu_feature"], "same"), 1e-6, "LDFusion: directional language loss, whole");
        Tensor fused = f["fu_feature"].requires_grad_();
        Tensor loss = Loss(fused, "diff");
        loss.backward();
        Near.Equal(f["loss_prompt_global_diff"], loss, 1e-6, "LDFusion: directional language loss, whole");
        Near.Equal(f["grad_global_diff_wrt_fu"], fused.grad!, 1e-7, "LDFusion: directional language loss, whole: gradient");
    }

    [TorchFact]
    public void PatchLossIsTheReferences()
    {
        Dictionary<string, Tensor> f = Fixtures.Read("ldfusion", "losses.safetensors");
        Tensor Loss(Tensor fused, string prompt, Tensor? select)
            => DirectionalLanguageLoss.Patch(fused, f["ir_feature"], f["vi_feature"], f["prompt_feature_" + prompt], f["irt_feature"], f["vit_feature"], select);
        Near.Equal(f["loss_prompt_patch_same_select"], Loss(f["fu_patch_feature"], "same", f["select"]), 1e-6, "LDFusion: directional language loss, patches");
        Near.Equal(f["loss_prompt_patch_diff_noselect"], Loss(f["fu_patch_feature"], "diff", null), 1e-6, "LDFusion: directional language loss, patches");
        Tensor fused = f["fu_patch_feature"].requires_grad_();
        Tensor loss = Loss(fused, "diff", f["select"]);
        loss.backward();
        Near.Equal(f["loss_prompt_patch_diff_select"], loss, 1e-6, "LDFusion: directional language loss, patches");
        Near.Equal(f["grad_patch_diff_select_wrt_fup"], fused.grad!, 1e-7, "LDFusion: directional language loss, patches: gradient");
    }

    [TorchFact]
    public void RegulariserIsTheReferences()
    {
        Dictionary<string, Tensor> f = Fixtures.Read("ldfusion", "losses.safetensors");
        Tensor fused = f["fu_feature"].requires_grad_();
        Tensor loss = EmbeddingRegulariser.Of(fused, f["ir_feature"], f["vi_feature"]);
        loss.backward();
        Near.Equal(f["loss_sim"], loss, 1e-6, "LDFusion: regulariser Φ");
        Near.Equal(f["grad_sim_wrt_fu"], fused.grad!, 1e-7, "LDFusion: regulariser Φ: gradient");
    }

    [TorchFact]
    public void EmbeddingThatEqualsItsSourcesGivesFiniteDerivatives()
    {
        Tensor source = tensor([0.3f, -0.4f, 0.5f], [1, 3]);
        Tensor text = tensor([1f, 0f, 0f], [1, 3]);
        Tensor prompt = tensor([0f, 1f, 0f], [1, 3]);
        Tensor fused = source.clone().requires_grad_();
        Tensor loss = DirectionalLanguageLoss.Global(fused, source, source, prompt, text, text);
        loss.backward();
        Near.Equal(1, loss, 1e-6);
        Assert.True(fused.grad!.isfinite().all().item<bool>());
    }

    [TorchFact]
    public void RejectedPatchStaysInTheDenominatorAndHidesItsNaN()
    {
        Tensor source = tensor([1f, 0f], [1, 2]);
        Tensor target = tensor([0f, 1f], [1, 2]);
        Tensor patches = tensor([1f, 0f, float.NaN, 0f], [2, 2]);
        Near.Equal(0.5, DirectionalLanguageLoss.Patch(patches, source, source, target, source, source, tensor([1f, 0f])), 1e-6);
        Assert.Throws<ArgumentException>(() => DirectionalLanguageLoss.Patch(patches, source, source, target, source, source, ones(3)));
        Assert.Throws<ArgumentException>(() => DirectionalLanguageLoss.Global(patches, source, source, ones(1, 3), source, source));
    }

    [TorchFact]
    public void EntropyIsTheReferences()
    {
        Dictionary<string, Tensor> f = Fixtures.Read("ldfusion", "losses.safetensors");
        Near.Equal(f["entropy_vi"], PatchEntropy.Bits(f["vi_patches"]), 1e-5, "LDFusion: entropy of patches");
        Near.Equal(f["entropy_ir"], PatchEntropy.Bits(f["ir_patches"]), 1e-5, "LDFusion: entropy of patches");
        Assert.Equal(f["select"].data<byte>().ToArray(), PatchEntropy.Select(f["ir_patches"], f["vi_patches"]).to(ScalarType.Byte).data<byte>().ToArray());
    }

    [TorchFact]
    public void EntropyByHand()
    {
        Tensor patches = tensor([0f, 0f, 1f, 1f, 0f, 0.3f, 0.6f, 1f, 0.5f, 0.5f, 2f, float.NaN], [3, 1, 2, 2]);
        Near.Equal(tensor([1f, 2f, 0f]), PatchEntropy.Bits(patches), 1e-6);
    }

    [TorchFact]
    public void FeatureFidelityIsTheReferences()
    {
        Dictionary<string, Tensor> f = Fixtures.Read("ldfusion", "vgg_loss.safetensors");
        string[] layers = ["conv2_1", "conv3_1", "conv4_2"];
        Tensor[] Maps(string which) => [.. layers.Select(layer => f[$"{which}_{layer}"])];
        Tensor[] fused = [.. Maps("fu").Select(map => map.requires_grad_())];
        Tensor loss = FeatureFidelityLoss.Of(fused, Maps("ir"), Maps("vi"));
        loss.backward();
        Near.Equal(f["loss"], loss, 1e-6, "LDFusion: feature fidelity");
        for (int k = 0; k < layers.Length; k++)
        {
            Near.Equal(f["grad_wrt_fu_" + layers[k]], fused[k].grad!, 1e-7, "LDFusion: feature fidelity: gradient");
        }
    }

    [TorchFact]
    public void FeatureFidelityByHand()
    {
        Near.Equal(4, FeatureFidelityLoss.Of([ones(1, 2, 3, 3)], [full([1, 2, 3, 3], 2f)], [full([1, 2, 3, 3], 3f)]), 1e-6);
        Assert.Throws<ArgumentException>(() => FeatureFidelityLoss.Of([], [], []));
        Assert.Throws<ArgumentException>(() => FeatureFidelityLoss.Of([ones(2)], [ones(2)], [ones(3)]));
    }
}
