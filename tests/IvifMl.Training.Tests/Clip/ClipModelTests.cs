using IvifMl.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Clip;

public sealed class ClipModelTests
{
    [TorchFact]
    public void SavedModelLoadsWithItsHeadsAndValues()
    {
        using TemporaryFolder folder = new();
        string path = folder["clip.safetensors"];
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        random.manual_seed(3);
        using ClipModel model = new(ClipFixture.Small);
        model.Save(path, new Dictionary<string, string> { ["licence"] = "MIT" });
        using ClipModel again = ClipModel.Load(path, out IReadOnlyDictionary<string, string> metadata);
        Assert.Equal(model.Config, again.Config);
        Assert.Equal("MIT", metadata["licence"]);
        Tensor image = randn(2, 3, 16, 16);
        Tensor tokens = tensor(new long[] { 28, 4, 29, 0, 28, 5, 6, 29 }, [2, 4]);
        Assert.True(model.EncodeImage(image).equal(again.EncodeImage(image)).all().item<bool>());
        Assert.True(model.EncodeText(tokens).equal(again.EncodeText(tokens)).all().item<bool>());
    }

    [TorchTheory]
    [InlineData("state_dict.pt", 1e-5)]
    [InlineData("tiny_jit_fp16.pt", 1e-2)]
    public void OpenAIsContainersLoad(string file, double tolerance)
    {
        WeightSet values = ClipFixture.Values();
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf(file));
        ClipFixture.Close(values.Find("image_features")!, model.EncodeImage(values.Find("images")!.ToTensor()), tolerance);
        ClipFixture.Close(values.Find("text_features")!, model.EncodeText(values.Find("tokens")!.ToTensor()), tolerance);
    }

    [TorchFact]
    public void AnotherNetworksWeightsAreRefused()
    {
        string heads = Repository.Shared("weights", "lpips_heads", "vgg.pth");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ClipModel.Load(heads));
        Assert.Contains("visual.conv1.weight", error.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void ParameterNamesAreOpenAIs()
    {
        WeightSet published = WeightSet.Read(ClipFixture.PathOf("state_dict.safetensors"));
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf("state_dict.safetensors"));
        Assert.Equal(
            published.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal),
            model.named_parameters().Select(parameter => parameter.name).Order(StringComparer.Ordinal));
    }

    [TorchFact]
    public void InitialisationHasOpenAIsSpread()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(5);
        using ClipModel model = new(ClipFixture.Small with { VisionWidth = 192, TextWidth = 256, TextLayers = 2, VocabularySize = 500 });
        Dictionary<string, float> spread = model.named_parameters()
            .Where(parameter => parameter.parameter.numel() > 1)
            .ToDictionary(parameter => parameter.name, parameter => parameter.parameter.std().item<float>());
        Assert.Equal(0.02, spread["token_embedding.weight"], 0.001);
        Assert.Equal(1 / 16.0, spread["transformer.resblocks.1.attn.in_proj_weight"], 0.002);
        Assert.Equal(1 / 32.0, spread["transformer.resblocks.1.mlp.c_proj.weight"], 0.001);
        Assert.Equal(1 / Math.Sqrt(512), spread["transformer.resblocks.0.mlp.c_fc.weight"], 0.001);
        Assert.Equal(1 / 16.0, spread["text_projection"], 0.004);
        Assert.Equal(1 / Math.Sqrt(192), spread["visual.proj"], 0.004);
        Assert.Equal(Math.Log(1 / 0.07), model.LogitScale.item<float>(), 1e-5);
        Assert.Equal(0f, spread["transformer.resblocks.0.attn.in_proj_bias"]);
    }

    [TorchFact]
    public void AllParametersLearn()
    {
        using IDisposable scope = NewDisposeScope();
        random.manual_seed(1);
        using ClipModel model = new(ClipFixture.Small);
        Tensor images = model.EncodeImage(randn(2, 3, 16, 16));
        Tensor texts = model.EncodeText(tensor(new long[] { 28, 4, 29, 28, 7, 29 }, [2, 3]));
        (images.mm(texts.t()) * model.LogitScale.exp()).pow(2).sum().backward();
        Assert.All(model.named_parameters(), parameter => Assert.NotNull(parameter.parameter.grad));
    }

    [TorchFact]
    public void EncodingLeavesNothingBehind()
    {
        using ClipModel model = new(ClipFixture.Small);
        using Tensor images = randn(1, 3, 16, 16);
        using Tensor tokens = tensor(new long[] { 28, 4, 29 }, [1, 3]);
        model.EncodeImage(images).Dispose();
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (int i = 0; i < 3; i++)
        {
            model.EncodeImage(images).Dispose();
            model.EncodeText(tokens).Dispose();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [TorchFact]
    public void WrongInputsAreRefusedWithASentence()
    {
        using IDisposable scope = NewDisposeScope();
        using ClipModel model = new(ClipFixture.Small);
        Assert.Contains("[N, 3, 16, 16]", Assert.Throws<ArgumentException>(() => model.EncodeImage(zeros(1, 3, 8, 16))).Message, StringComparison.Ordinal);
        Assert.Contains("1 ≤ L ≤ 9", Assert.Throws<ArgumentException>(() => model.EncodeText(zeros([1, 10], ScalarType.Int64))).Message, StringComparison.Ordinal);
        Assert.Contains("Float32", Assert.Throws<ArgumentException>(() => model.EncodeText(zeros(1, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("0 … 29", Assert.Throws<ArgumentException>(() => model.EncodeText(full([1, 3], 30L))).Message, StringComparison.Ordinal);
        Assert.Contains("[N, 1, H, W]", Assert.Throws<ArgumentException>(() => ClipPreprocessing.Normalise(zeros(1, 2, 4, 4), 16)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 3, "ImageResolution 16 is not a multiple of VisionPatch 7")]
    [InlineData(8, 5, "VisionWidth 24 is not a multiple of VisionHeads 5")]
    [InlineData(0, 3, "VisionPatch is 0")]
    public void ImpossibleSizesAreRefused(int patch, int heads, string said)
    {
        ClipConfig config = ClipFixture.Small with { VisionPatch = patch, VisionHeads = heads };
        Assert.Contains(said, Assert.Throws<ArgumentOutOfRangeException>(config.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HeadsFollowFromTheWidth()
    {
        ClipConfig config = ClipConfig.VitB32;
        config.Validate();
        Assert.Equal((12, 8), (config.VisionHeads, config.TextHeads));
        Assert.Equal(1, (config with { TextWidth = 32 }).TextHeads);
    }
}
