using IvifMl.Imaging;
using IvifMl.Onnx;
using IvifMl.Tests.Support;
using Microsoft.ML;

namespace IvifMl.Tests;

/// <summary>Models that also say what becomes of the visible's chroma.</summary>
public sealed class ChromaGainTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder["colour.onnx"];

    public ChromaGainTests() => File.WriteAllBytes(Model, Build());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_picture_has_the_visibles_chroma_times_the_gain_in_memory_in_a_pipeline_and_from_a_zip()
    {
        InfraredVisiblePair pair = Pictures.Pairs((24, 32))[0];
        using FusionModel model = FusionModel.Load(Model);
        RasterImage visible = pair.Visible!.ToRasterImage();
        Plane infrared = Bt601.Luminance(pair.Infrared!.ToRasterImage());
        Plane fused = model.Score(infrared, Bt601.Luminance(visible));
        Plane gain = new(24, 32, [.. infrared.Array.Select(level => level + 0.5f)]);
        RasterImage expected = Bt601.WithLuminance(visible, fused, gain);
        ImageComparer.Equal(expected, model.Fuse(infrared, visible));
        Assert.NotEqual(Bt601.WithLuminance(visible, fused).Bytes.ToArray(), expected.Bytes.ToArray());

        IDataView data = _ml.Data.LoadFromEnumerable(Pictures.Pairs((24, 32)));
        ITransformer transformer = _ml.Transforms.FuseInfraredVisible(modelPath: Model).Fit(data);
        string hash = model.Fuse(pair.Infrared!, pair.Visible!).Hash();
        Assert.Equal([hash], Pictures.Read(transformer.Transform(data), "Fused", image => image.Hash()));
        _ml.Model.Save(transformer, null, _folder["model.zip"]);
        Assert.Equal([hash], Pictures.Read(_ml.Model.Load(_folder["model.zip"], out _).Transform(data), "Fused", image => image.Hash()));
        using FusionModel loaded = FusionModel.Load(_folder["model.zip"]);
        Assert.Equal(hash, loaded.Fuse(pair.Infrared!, pair.Visible!).Hash());
    }

    [Fact]
    public void Gray_pictures_have_no_chroma_to_change()
    {
        InfraredVisiblePair pair = Pictures.Pairs((24, 32))[0];
        using FusionModel gray = FusionModel.FromOptions(new FusionOptions { ModelPath = Model, Colour = FusedColour.Gray });
        Plane infrared = Bt601.Luminance(pair.Infrared!.ToRasterImage());
        RasterImage visible = pair.Visible!.ToRasterImage();
        ImageComparer.Equal(Bt601.ToGray(gray.Score(infrared, Bt601.Luminance(visible)), SampleType.UInt8), gray.Fuse(infrared, visible));
    }

    [Fact]
    public void A_chroma_output_of_another_shape_is_refused()
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => FusionContract.Check(OnnxModelInfo.Read(Build(length: 3))));
        Assert.Contains("'chroma'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The average of the pair; the chroma's gain is the infrared plus a half.</summary>
    private static byte[] Build(int? length = null)
    {
        OnnxGraph graph = new("colour");
        OnnxValue infrared = graph.Input(FusionContract.InfraredInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue visible = graph.Input(FusionContract.VisibleInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue shape = graph.Cast(graph.Input(FusionContract.ShapeInput, OnnxElementType.Int64, [1, 4]), OnnxElementType.Float32);
        graph.Output(FusionContract.FusedOutput, ((infrared + visible) * 0.5f) + (graph.ReduceMean(shape, 0, 1) * 0f), [1, "L"]);
        graph.Output(FusionContract.ChromaOutput, length is { } known ? graph.Slice(infrared, 1, 0, known) : infrared + 0.5f, length is { } l ? [1, l] : [1, "L"]);
        (string Key, string Value)[] metadata =
        [
            (FusionContract.ContractKey, FusionContract.Id), (FusionContract.NameKey, "colour"), (FusionContract.VersionKey, "1"),
            (FusionContract.ColourKey, FusionContract.LuminanceColour), (FusionContract.RangeKey, FusionContract.UnitRange),
            (FusionContract.TrainingDataKey, "none"), (FusionContract.LicenceKey, "MIT"),
        ];
        Array.ForEach(metadata, entry => graph.Metadata(entry.Key, entry.Value));
        return graph.ToBytes();
    }
}
