using IvifMl.Imaging;
using IvifMl.Scenes;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests.Embedding;

public sealed class EmbedImageTests
{
    private const string Column = "ImageEmbedding";
    private static readonly (int Height, int Width)[] Sizes = [(24, 32), (160, 200), (112, 112)];
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Numbers
    {
        public float Visible { get; set; }
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Pictures.Pairs(Sizes));

    [Fact]
    public void It_conforms() => new ComponentConformance<ImageEmbeddingTransformer>(_ml, _ml.Transforms.EmbedImage(Column, "Visible"), Data, Column)
    {
        Value = Vectors.AsText,
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Visible'", "Single", "EmbedImage"]),
            (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Visible'", "'InfraredPath'"]),
        ],
    }.Check();

    [Fact]
    public void It_gives_what_the_encoder_gives_of_unit_length_and_known_size()
    {
        IDataView embedded = _ml.Transforms.EmbedImage(Column, "Visible").Fit(Data()).Transform(Data());
        float[][] vectors = Vectors.Of(embedded, Column);
        using ClipImageEncoder encoder = ClipImageEncoder.Load();

        Assert.Equal(Pictures.Pairs(Sizes).Select(p => encoder.Embed(p.Visible!.ToRasterImage())), vectors);
        Assert.All(vectors, v => Assert.InRange(v.Length(), 1 - 1e-5, 1 + 1e-5));
        Assert.Equal(128, Assert.IsType<VectorDataViewType>(embedded.Schema[Column].Type).Size);
        Assert.Equal(("ivif-clip-nano", 128, 112), (encoder.Name, encoder.Dimension, encoder.Resolution));
    }

    [Fact]
    public void Gray_deep_and_transparent_pictures_are_embedded_as_their_colours()
    {
        using ClipImageEncoder encoder = ClipImageEncoder.Load();
        RasterImage visible = Pictures.Visible(24, 32);
        RasterImage gray = Pictures.Infrared(24, 32);
        byte[] thrice = [.. gray.Bytes.ToArray().SelectMany(b => (byte[])[b, b, b])];
        ushort[] deep = [.. visible.Bytes.ToArray().Select(b => (ushort)(b * 257))];
        byte[] transparent = [.. visible.Bytes.ToArray().Chunk(3).SelectMany(p => (byte[])[.. p, 128])];

        Assert.Equal(encoder.Embed(RasterImage.FromBytes(24, 32, 3, thrice)), encoder.Embed(gray));
        Assert.Equal(encoder.Embed(visible), encoder.Embed(RasterImage.FromUInt16(24, 32, 3, deep)));
        Assert.Equal(encoder.Embed(visible), encoder.Embed(RasterImage.FromBytes(24, 32, 4, transparent)));
    }

    [Fact]
    public void Its_cosines_with_sentences_tell_what_was_done_to_a_picture()
    {
        using ClipImageEncoder images = ClipImageEncoder.Load();
        using ClipTextEncoder texts = ClipTextEncoder.Load();
        float[] noisy = texts.Embed("a noisy image");
        float[] dark = texts.Embed("a dark image");
        float noiseWins = 0;
        float darkWins = 0;
        const int Scenes = 6;
        for (int i = 0; i < Scenes; i++)
        {
            RasterImage scene = Scene.Render(new SceneOptions { Seed = 3_000_000 + (ulong)i, Width = 200, Height = 160, Time = TimeOfDay.Day }).Visible;
            Plane luminance = Bt601.Luminance(scene);
            float[] withNoise = images.Embed(Bt601.ToGray(Degradation.Apply(luminance, DegradationKind.Noise, 0.8f, 1), SampleType.UInt8));
            float[] inTheDark = images.Embed(Bt601.ToGray(Degradation.Apply(luminance, DegradationKind.Darkness, 0.8f, 1), SampleType.UInt8));
            noiseWins += Vectors.Product(withNoise, noisy) > Vectors.Product(inTheDark, noisy) ? 1 : 0;
            darkWins += Vectors.Product(inTheDark, dark) > Vectors.Product(withNoise, dark) ? 1 : 0;
        }

        Assert.InRange(noiseWins, Scenes - 1, Scenes);
        Assert.InRange(darkWins, Scenes - 1, Scenes);
    }

    [Fact]
    public void A_file_that_is_no_image_tower_is_named()
    {
        string text = Repository.PathOf("models", "ivif-clip-nano-text.onnx");

        Assert.Contains("ivif.clip-image/1", Assert.Throws<InvalidDataException>(() => _ml.Transforms.EmbedImage(Column, "Visible", text)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => ClipImageEncoder.Load("nowhere.onnx"));
    }
}
