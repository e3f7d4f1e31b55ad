using IvifMl.Tests.Support;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training.Tests.Clip;

/// <summary>Equal to OpenAI's implementation on the tiny model: features, logits, and the gradient to the picture.</summary>
public sealed class ClipParityTests
{
    private const double Tolerance = 1e-4;

    [TorchFact]
    public void FeaturesAndLogits()
    {
        WeightSet values = ClipFixture.Values();
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf("state_dict.safetensors"));
        Tensor images = model.EncodeImage(values.Find("images")!.ToTensor());
        Tensor texts = model.EncodeText(values.Find("tokens")!.ToTensor());
        ClipFixture.Close(values.Find("image_features")!, images, Tolerance);
        ClipFixture.Close(values.Find("text_features")!, texts, Tolerance);
        Tensor cosines = F.normalize(images).mm(F.normalize(texts).t());
        ClipFixture.Close(values.Find("cosine")!, cosines, Tolerance);
        ClipFixture.Close(values.Find("logits_per_image")!, cosines * model.LogitScale.exp(), Tolerance);
        ClipFixture.Close(values.Find("logits_per_text")!, cosines.t() * model.LogitScale.exp(), Tolerance);
    }

    [TorchFact]
    public void GradientToThePicture()
    {
        WeightSet values = ClipFixture.Values();
        using IDisposable scope = NewDisposeScope();
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf("state_dict.safetensors"));
        Tensor images = values.Find("images")!.ToTensor().requires_grad_();
        Tensor texts = F.normalize(model.EncodeText(values.Find("tokens")!.ToTensor()));
        Tensor cosines = F.normalize(model.EncodeImage(images)).mm(texts.t());
        IList<Tensor> first = autograd.grad([cosines[0, 0]], [images], retain_graph: true);
        ClipFixture.Close(values.Find("grad_cos00_wrt_images")!, first[0], Tolerance);
        IList<Tensor> diagonal = autograd.grad([cosines.diagonal().sum()], [images]);
        ClipFixture.Close(values.Find("grad_sum_diag_cos_wrt_images")!, diagonal[0], Tolerance);
    }

    [TorchFact]
    public void ShorterTokenRowsGiveTheSameEmbedding()
    {
        WeightSet values = ClipFixture.Values();
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf("state_dict.safetensors"));
        Tensor tokens = values.Find("tokens")!.ToTensor().narrow(0, 0, 3).narrow(1, 0, 11);
        Tensor full = values.Find("text_features")!.ToTensor().narrow(0, 0, 3);
        Assert.True((model.EncodeText(tokens) - full).abs().max().item<float>() < 1e-4f);
    }

    [TorchFact]
    public void NormalisationInsideALoss()
    {
        WeightSet values = WeightSet.Read(Repository.Shared("fixtures", "ldfusion", "clip_norm.safetensors"));
        using IDisposable scope = NewDisposeScope();
        Tensor gray = ClipPreprocessing.Normalise(values.Find("in_gray_1x1x20x28")!.ToTensor(), 224);
        ClipFixture.Close(values.Find("out_gray_every4th")!, EveryFourth(gray), 1e-5);
        float[] colours = new float[3 * 260 * 240];
        for (int i = 0; i < colours.Length; i++)
        {
            int channel = i / (260 * 240);
            int row = i / 240 % 260;
            colours[i] = ((3 * (i % 240)) + (5 * row) + (17 * channel)) % 256 / 255f;
        }

        Tensor colour = ClipPreprocessing.Normalise(tensor(colours, [1, 3, 260, 240]), 224);

        // The picture jumps from 1 to 0, so the last bit of a coordinate near 260, which differs between versions of libtorch, shows.
        ClipFixture.Close(values.Find("out_rgb_formula_every4th")!, EveryFourth(colour), 3e-5);
    }

    private static Tensor EveryFourth(Tensor image) => image.slice(2, 0, 224, 4).slice(3, 0, 224, 4);
}
