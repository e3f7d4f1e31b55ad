using IvifMl.Onnx;
using IvifMl.Onnx.Tests;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Clip;

/// <summary>ONNX Runtime and torch agree on both towers.</summary>
public sealed class ClipOnnxExportTests
{
    private const double Tolerance = 1e-4;

    [TorchFact]
    public void ImageTowerTakesPixels()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf("state_dict.safetensors"));
        random.manual_seed(2);
        Tensor pixels = rand(3, 3, 64, 64);
        float[] expected = TorchWeights.Values(model.EncodeImage(ClipPreprocessing.Normalise(pixels, 64)));
        using Scorer scorer = new(ClipOnnxExport.ImageTower(model));
        Close(expected, scorer.Run((ClipOnnxExport.PixelsInput, pixels.shape, TorchWeights.Values(pixels))));
    }

    [TorchFact]
    public void TextTowerTakesTokensOfAnyLength()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        using ClipModel model = ClipModel.Load(ClipFixture.PathOf("state_dict.safetensors"));
        WeightTensor tokens = ClipFixture.Values().Find("tokens")!;
        using Scorer scorer = new(ClipOnnxExport.TextTower(model));
        Close(ClipFixture.Values().Find("text_features")!.ToSingles(), scorer.Run((ClipOnnxExport.TokensInput, [.. tokens.Shape], tokens.ToInt64s())));
        long[] brief = [2046, 5, 17, 2047, 2046, 9, 2047, 0];
        float[] expected = TorchWeights.Values(model.EncodeText(tensor(brief, [2, 4])));
        Close(expected, scorer.Run((ClipOnnxExport.TokensInput, [2, 4], brief)));
    }

    [TorchFact]
    public void ModelsOfOtherWidthsAndHeadsAgreeToo()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable off = no_grad();
        random.manual_seed(4);
        using ClipModel model = new(ClipFixture.Small);
        Tensor pixels = rand(1, 3, 16, 16);
        using Scorer image = new(ClipOnnxExport.ImageTower(model));
        Close(
            TorchWeights.Values(model.EncodeImage(ClipPreprocessing.Normalise(pixels, 16))),
            image.Run((ClipOnnxExport.PixelsInput, pixels.shape, TorchWeights.Values(pixels))));
        using Scorer text = new(ClipOnnxExport.TextTower(model));
        long[] tokens = [28, 3, 29];
        Close(TorchWeights.Values(model.EncodeText(tensor(tokens, [1, 3]))), text.Run((ClipOnnxExport.TokensInput, [1, 3], tokens)));
    }

    [TorchFact]
    public void MetadataTellsContractAndScale()
    {
        using ClipModel model = new(ClipFixture.Small);
        OnnxModelInfo info = OnnxModelInfo.Read(ClipOnnxExport.TextTower(model, new Dictionary<string, string> { ["ivif.licence"] = "MIT" }));
        Assert.Equal(ClipOnnxExport.TextContract, info.Metadata[ClipOnnxExport.ContractKey]);
        Assert.Equal("MIT", info.Metadata["ivif.licence"]);
        Assert.Equal(Math.Log(1 / 0.07), double.Parse(info.Metadata[ClipOnnxExport.LogitScaleKey], System.Globalization.CultureInfo.InvariantCulture), 1e-5);
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        double worst = expected.Zip(actual, (left, right) => Math.Abs((double)left - right)).Max();
        Parity.Note("ONNX Runtime against torch: towers of a CLIP", worst, scale, Tolerance * scale);
        Assert.InRange(worst, 0, Tolerance * scale);
    }
}
