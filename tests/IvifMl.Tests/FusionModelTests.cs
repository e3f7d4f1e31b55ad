using IvifMl.Imaging;
using IvifMl.Tests.Support;
using Microsoft.ML;

namespace IvifMl.Tests;

public sealed class FusionModelTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly FusionOptions Unusual = new()
    {
        Colour = FusedColour.Gray,
        HotRegions = new HotRegionOverlay { Palette = PaletteKind.Inferno, Threshold = 0.5f, Opacity = 0.25f },
        Alignment = new PairAlignment { SizePolicy = SizePolicy.ResizeInfrared, VisibleToInfrared = new AffineMatrix(1, 0.5, -2, 0.25, 1, 3) },
    };

    private FusionTransformer Fit(FusionOptions options) => _ml.Transforms.FuseInfraredVisible(options).Fit(_ml.Data.LoadFromEnumerable(Pictures.Pairs((16, 16))));

    [Fact]
    public void A_model_comes_out_of_a_fitted_and_of_a_loaded_transformer_with_its_options()
    {
        using TemporaryFolder folder = new();
        FusionTransformer fitted = Fit(Unusual);
        _ml.Model.Save(fitted, null, folder["model.zip"]);
        using FusionModel fromFitted = FusionModel.From(fitted);
        using FusionModel fromLoaded = FusionModel.From(new MLContext().Model.Load(folder["model.zip"], out _));
        using FusionModel fromFile = FusionModel.Load(folder["model.zip"]);

        foreach (FusionModel model in (FusionModel[])[fromFitted, fromLoaded, fromFile])
        {
            Assert.Equal(Unusual.Colour, model.Colour);
            Assert.Equal(Unusual.HotRegions, model.HotRegions);
            Assert.Equal(Unusual.Alignment, model.Alignment);
            Assert.Equal(fromFitted.Sha256, model.Sha256);
            Assert.StartsWith(ShippedModels.Default, model.Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_shipped_model_loads_by_name_and_the_first_is_the_default()
    {
        Assert.Equal(["fusion-language", "fusion-pyramid", "fusion-text"], ShippedModels.Names);
        foreach (string name in ShippedModels.Names)
        {
            using FusionModel shipped = FusionModel.Shipped(name);
            using FusionModel loaded = FusionModel.Load(name);
            Assert.Equal(name, shipped.Name);
            Assert.Equal(shipped.Sha256, loaded.Sha256);
            using FusionModel file = FusionModel.Load(Repository.PathOf("models", name + ".onnx"));
            Assert.Equal(shipped.Sha256, file.Sha256);
        }

        using FusionModel standard = FusionModel.FromOptions(new FusionOptions());
        Assert.Equal(ShippedModels.Default, standard.Name);
        Assert.Contains("fusion-pyramid", Assert.Throws<FileNotFoundException>(() => FusionModel.Shipped("fusion-none")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_fuses_as_the_transformer_does()
    {
        InfraredVisiblePair[] pairs = Pictures.Pairs((24, 32), (31, 18));
        FusionTransformer transformer = Fit(new FusionOptions());
        using FusionModel model = FusionModel.From(transformer);

        Assert.Equal(
            Pictures.Read(transformer.Transform(_ml.Data.LoadFromEnumerable(pairs)), "Fused", i => i.Hash()),
            pairs.Select(p => model.Fuse(p.Infrared!, p.Visible!).Hash()));
    }

    [Fact]
    public void The_tone_mapping_of_a_saved_pipeline_is_found()
    {
        using TemporaryFolder folder = new();
        ThermalToneMapping mapping = new() { Mode = ToneMappingMode.FixedRange, Low = 7000, High = 9500 };
        (string infrared, string visible) = Pictures.WritePairs(folder.Root, 1);
        IDataView data = _ml.Data.LoadInfraredVisiblePairs(infrared, visible);
        ITransformer pipeline = _ml.Transforms.LoadThermalImages("Infrared", "InfraredPath", mapping)
            .Append(_ml.Transforms.LoadImages("Visible", null, "VisiblePath")).Append(_ml.Transforms.FuseInfraredVisible()).Fit(data);
        using FusionModel model = FusionModel.From(pipeline);

        Assert.Equal(mapping, model.ToneMapping);
    }

    [Fact]
    public void A_transformer_without_a_fusion_step_is_refused()
    {
        ITransformer copy = _ml.Transforms.CopyColumns("B", "Name").Fit(_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }));
        Exception error = Assert.Throws<InvalidDataException>(() => FusionModel.From(copy));

        Assert.Contains("FuseInfraredVisible", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_with_foreign_metadata_or_inputs_is_refused_with_a_sentence()
    {
        using TemporaryFolder folder = new();
        Onnx.OnnxGraph graph = new("other");
        Onnx.OnnxValue x = graph.Input("x", Onnx.OnnxElementType.Float32, [1, 4]);
        graph.Output("y", x + 1f);
        graph.Metadata("ivif.contract", "ivif.detector/1");
        File.WriteAllBytes(folder["other.onnx"], graph.ToBytes());
        Exception error = Assert.Throws<InvalidDataException>(() => FusionModel.Load(folder["other.onnx"]));

        Assert.Contains("other.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("ivif.fusion/1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_is_cut_short_is_refused()
    {
        using TemporaryFolder folder = new();
        _ml.Model.Save(Fit(new FusionOptions()), null, folder["model.zip"]);
        byte[] bytes = File.ReadAllBytes(folder["model.zip"]);
        File.WriteAllBytes(folder["cut.zip"], bytes[..(bytes.Length / 2)]);

        Assert.Throws<InvalidDataException>(() => FusionModel.Load(folder["cut.zip"]));
    }

    [Fact]
    public void Pairs_below_sixteen_pixels_are_refused_and_of_sixteen_are_fused()
    {
        using FusionModel model = FusionModel.Shipped();
        Exception error = Assert.Throws<InvalidDataException>(() => model.Fuse(new Plane(1, 1), new RasterImage(1, 1, 3)));

        Assert.Contains("1×1", error.Message, StringComparison.Ordinal);
        Assert.Equal(16, model.Fuse(new Plane(16, 16), new RasterImage(16, 16, 3)).Width);
    }

    [Fact]
    public void Sixteen_bit_float_and_transparent_visible_images_are_fused()
    {
        using FusionModel model = FusionModel.Shipped();
        RasterImage visible = Pictures.Visible(24, 32);
        Plane infrared = Bt601.Luminance(Pictures.Infrared(24, 32));
        byte[] expected = model.Fuse(infrared, visible).Bytes.ToArray();
        ushort[] deep = [.. visible.Bytes.ToArray().Select(b => (ushort)(b * 257))];
        float[] real = [.. visible.Bytes.ToArray().Select(b => b / 255f)];
        byte[] transparent = [.. visible.Bytes.ToArray().Chunk(3).SelectMany(p => (byte[])[.. p, 128])];

        Assert.Equal(expected, model.Fuse(infrared, RasterImage.FromUInt16(24, 32, 3, deep)).Bytes.ToArray());
        Assert.Equal(expected, model.Fuse(infrared, RasterImage.FromSingle(24, 32, 3, real)).Bytes.ToArray());
        Assert.Equal(expected, model.Fuse(infrared, RasterImage.FromBytes(24, 32, 4, transparent)).Bytes.ToArray());
    }

    [Fact]
    public void A_pair_fused_with_itself_gives_itself_back()
    {
        using FusionModel model = FusionModel.Shipped();
        RasterImage visible = Pictures.Visible(45, 67);
        RasterImage fused = model.Fuse(Bt601.Luminance(visible), visible);

        Assert.All(visible.Bytes.ToArray().Zip(fused.Bytes.ToArray()), p => Assert.InRange(p.First - p.Second, -1, 1));
    }
}
