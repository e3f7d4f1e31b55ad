using System.IO.Compression;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace IvifMl.StandIns.Tests.Onnx;

public sealed class OnnxSavingTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _graph = OnnxBytes.Identity(OnnxBytes.Single, "batch", "height", "width");

    public OnnxSavingTests()
    {
        _ml.TempFilePath = _folder.Root;
        File.WriteAllBytes(_folder["graph.onnx"], _graph);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Row
    {
        [VectorType(6)] public float[] X { get; set; } = [1, 2, 3, 4, 5, 6];
    }

    private IDataView Data => _ml.Data.LoadFromEnumerable(new[] { new Row() });

    private static Dictionary<string, int[]> Shapes => new() { ["X"] = [1, 2, 3] };

    private OnnxTransformer FromFile() =>
        _ml.Transforms.ApplyOnnxModel(new OnnxOptions { ModelFile = _folder["graph.onnx"], InputColumns = ["X"], OutputColumns = ["Y"], ShapeDictionary = Shapes }).Fit(Data);

    private MemoryStream Save(ITransformer model)
    {
        var zip = new MemoryStream();
        _ml.Model.Save(model, Data.Schema, zip);
        zip.Position = 0;
        return zip;
    }

    private float[] Score(ITransformer model) => model.Transform(Data).GetColumn<float[]>("Y").Single();

    [Fact]
    public void The_zip_holds_the_number_of_bytes_and_the_bytes()
    {
        using OnnxTransformer model = FromFile();
        using var archive = new ZipArchive(Save(model));
        ZipArchiveEntry entry = archive.Entries.Single(e => e.FullName.EndsWith("/OnnxModel", StringComparison.Ordinal));
        using var reader = new BinaryReader(entry.Open());

        Assert.Equal(_graph.Length, reader.ReadInt32());
        Assert.Equal(_graph, reader.ReadBytes(_graph.Length + 1));
    }

    [Fact]
    public void A_loaded_model_scores_with_its_shapes_and_can_be_saved_again()
    {
        using OnnxTransformer model = FromFile();
        ITransformer once = _ml.Model.Load(Save(model), out _);
        File.Delete(_folder["graph.onnx"]);
        ITransformer twice = _ml.Model.Load(Save(once), out _);

        Assert.Equal([1f, 2, 3, 4, 5, 6], Score(once));
        Assert.Equal([1f, 2, 3, 4, 5, 6], Score(twice));
        Assert.Equal(2, Directory.GetFiles(_folder.Root).Length);
        ((IDisposable)once).Dispose();
        ((IDisposable)twice).Dispose();
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_graph_from_a_stream_can_be_saved_too()
    {
        using var stream = new MemoryStream(_graph);
        stream.Position = 5;
        using OnnxTransformer model = _ml.Transforms.ApplyOnnxModel(["Y"], ["X"], stream, Shapes, recursionLimit: 100).Fit(Data);
        ITransformer loaded = _ml.Model.Load(Save(model), out _);

        Assert.Equal([1f, 2, 3, 4, 5, 6], Score(loaded));
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void A_file_that_is_gone_cannot_be_saved()
    {
        using OnnxTransformer model = FromFile();
        File.Delete(_folder["graph.onnx"]);

        Assert.ThrowsAny<IOException>(() => Save(model));
        Assert.Equal([1f, 2, 3, 4, 5, 6], Score(model));
    }

    [Fact]
    public void What_is_no_graph_is_refused()
    {
        using var text = new MemoryStream("no graph at all"u8.ToArray());

        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel("Y", "X", text));
    }
}
