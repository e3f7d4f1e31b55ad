using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Tests.Support;
using TorchSharp;

namespace IvifMl.Training.Tests.Nano;

public sealed class ShippedModelTests
{
    [TorchFact]
    public void It_tells_faults_and_kinds_of_scenes_it_never_saw()
    {
        using ClipModel clip = ClipModel.LoadNano(out ClipVocabulary vocabulary);
        ClipNanoTexts texts = new(vocabulary, clip.Config.ContextLength);
        using FusionModel pyramid = Pyramid();
        PoolPair[] pairs = RenderedPairs.Render(2_000_000, 12, pyramid);
        ZeroShotResult Ask(string name) => ZeroShotEvaluation.Ask(ZeroShotTask.All.Single(task => task.Name == name), clip, texts.Encode, pairs, windows: 1, seed: 3);

        Assert.True(Ask("degradation").Accuracy > 0.45, $"{Ask("degradation")}");
        Assert.True(Ask("modality").Accuracy > 0.5, $"{Ask("modality")}");
    }

    [TorchFact]
    public void The_directional_loss_prefers_a_fusion_to_its_sources_and_to_bad_fusions()
    {
        string msrs = Repository.Shared("data", "MSRS");
        using ClipModel clip = ClipModel.LoadNano(out ClipVocabulary vocabulary);
        ClipNanoTexts texts = new(vocabulary, clip.Config.ContextLength);
        using DirectionTable table = new(clip, texts.Encode);
        using FusionModel pyramid = Pyramid();
        double[] sums = new double[5];
        foreach (string file in Directory.GetFiles(Path.Combine(msrs, "fused", "SeAFusion")))
        {
            Plane visible = Bt601.Luminance(ImageCodecs.Default.Read(Path.Combine(msrs, "vi", Path.GetFileName(file))));
            Plane infrared = Bt601.Luminance(ImageCodecs.Default.Read(Path.Combine(msrs, "ir", Path.GetFileName(file))));
            Plane good = pyramid.Score(infrared, visible);
            Plane[] shown = [good, visible, infrared, FusionRecipes.Average(infrared, visible), Degradation.Apply(good, DegradationKind.Noise, 0.6f, 1)];
            Window window = new(200, 200, 224, 224);
            double[] losses = table.Of(Cut(visible, window), Cut(infrared, window), [.. shown.Select(plane => Cut(plane, window))]);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += losses[i];
            }
        }

        Assert.All(sums[1..], other => Assert.True(sums[0] < other, string.Join(", ", sums)));
    }

    [TorchFact]
    public void The_vocabulary_knows_the_sentences_of_the_loss()
    {
        using ClipModel clip = ClipModel.LoadNano(out ClipVocabulary vocabulary);
        Assert.Equal(clip.Config.VocabularySize, vocabulary.Size);
        string[] sentences = [CaptionPhrases.GoodFusion, CaptionPhrases.VisibleSource, CaptionPhrases.InfraredSource];
        Assert.All(sentences, sentence => Assert.DoesNotContain((long)ClipVocabulary.UnknownId, vocabulary.Encode(sentence, 32).TakeWhile(id => id != vocabulary.EndId)));
        Assert.Contains((long)ClipVocabulary.UnknownId, vocabulary.Encode("ξ", 32).TakeWhile(id => id != vocabulary.EndId));
    }

    [TorchFact]
    public void The_shipped_towers_embed_as_torch_does()
    {
        using ClipModel clip = ClipModel.LoadNano(out ClipVocabulary vocabulary);
        using ClipTextEncoder texts = ClipTextEncoder.Load();
        using ClipImageEncoder images = ClipImageEncoder.Load();
        using IDisposable scope = torch.NewDisposeScope();
        using IDisposable off = torch.no_grad();
        foreach (string sentence in (string[])["a noisy infrared image of three people at night", "", "ξ"])
        {
            Close(clip.EncodeText(torch.tensor(vocabulary.Encode(sentence, clip.Config.ContextLength), [1, clip.Config.ContextLength])), texts.Embed(sentence));
        }

        RasterImage picture = Scenes.Scene.Render(new() { Seed = 5, Width = 150, Height = 90 }).Visible;
        float[] planes = new float[3 * picture.Height * picture.Width];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = picture.Bytes[(3 * (i % (planes.Length / 3))) + (i / (planes.Length / 3))] / 255f;
        }

        torch.Tensor pixels = torch.tensor(planes, [1, 3, picture.Height, picture.Width]);
        Close(clip.EncodeImage(ClipPreprocessing.Normalise(pixels, clip.Config.ImageResolution)), images.Embed(picture));

        static void Close(torch.Tensor expected, float[] actual)
        {
            float[] values = TorchWeights.Values(expected);
            double length = Math.Sqrt(values.Sum(v => (double)v * v));
            Assert.All(values.Zip(actual), pair => Assert.InRange((pair.First / length) - pair.Second, -1e-5, 1e-5));
        }
    }

    [Fact]
    public void Its_files_stay_within_sixteen_megabytes()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("models"), "ivif-clip-nano*.*");
        Assert.Contains(files, file => file.EndsWith("ivif-clip-nano-image.onnx", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("ivif-clip-nano-text.onnx", StringComparison.Ordinal));
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, 16_000_000);
        OnnxModelInfo tower = OnnxModelInfo.Read(File.ReadAllBytes(Repository.PathOf("models", "ivif-clip-nano-image.onnx")));
        Assert.Equal(ClipOnnxExport.ImageContract, tower.Metadata[ClipOnnxExport.ContractKey]);
    }

    private static FusionModel Pyramid() => FusionModel.FromOptions(new FusionOptions { ModelPath = Repository.PathOf("models", "fusion-pyramid.onnx") });

    private static Plane Cut(Plane plane, Window window)
    {
        Plane cut = new(window.Height, window.Width);
        for (int y = 0; y < window.Height; y++)
        {
            plane.Row(window.Y + y).Slice(window.X, window.Width).CopyTo(cut.Row(y));
        }

        return cut;
    }
}
