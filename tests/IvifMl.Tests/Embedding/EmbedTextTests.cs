using IvifMl.Onnx;
using IvifMl.Tests.Support;
using IvifMl.Tests.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests.Embedding;

public sealed class EmbedTextTests
{
    private const string Column = "TextEmbedding";
    private static readonly string[] Sentences =
        ["a clear image with salient objects", "", "  A CLEAR image with&amp;\tsalient  objects ", "ξ 漢字 🙂", string.Join(' ', Enumerable.Repeat("person", 80))];

    private readonly MLContext _ml = new(seed: 1);
    private int _read;

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public string Prompt { get; set; } = "";
    }

    private sealed class Numbers
    {
        public float Prompt { get; set; }
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Rows());

    private IEnumerable<Row> Rows()
    {
        foreach (string sentence in Sentences)
        {
            _read++;
            yield return new Row { Prompt = sentence };
        }
    }

    [Fact]
    public void It_conforms() => new ComponentConformance<TextEmbeddingTransformer>(_ml, _ml.Transforms.EmbedText(Column, "Prompt"), Data, Column)
    {
        Value = Vectors.AsText,
        RowsRead = () => _read,
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Prompt'", "Single", "EmbedText", "one sentence a row"]),
            (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Prompt'", "'InfraredPath'"]),
        ],
    }.Check();

    [Fact]
    public void It_gives_what_the_encoder_gives_of_unit_length_and_known_size()
    {
        IDataView embedded = _ml.Transforms.EmbedText(Column, "Prompt").Fit(Data()).Transform(Data());
        float[][] vectors = Vectors.Of(embedded, Column);
        using ClipTextEncoder encoder = ClipTextEncoder.Load();

        Assert.Equal(Sentences.Select(encoder.Embed), vectors);
        Assert.All(vectors, v => Assert.InRange(v.Length(), 1 - 1e-5, 1 + 1e-5));
        var type = Assert.IsType<VectorDataViewType>(embedded.Schema[Column].Type);
        Assert.Equal((128, NumberDataViewType.Single), (type.Size, type.ItemType));
    }

    [Fact]
    public void Case_and_space_do_not_matter_and_words_do()
    {
        using ClipTextEncoder encoder = ClipTextEncoder.Load();
        float[] day = encoder.Embed("a street by day");

        Assert.Equal(day, encoder.Embed("  A Street\nby  DAY "));
        Assert.True(Vectors.Product(day, encoder.Embed("a forest at night")) < 0.9);
    }

    [Fact]
    public void The_output_may_take_the_place_of_its_input()
    {
        IDataView replaced = _ml.Transforms.EmbedText("Prompt").Fit(Data()).Transform(Data());
        using ClipTextEncoder encoder = ClipTextEncoder.Load();

        Assert.Equal(Sentences.Select(encoder.Embed), Vectors.Of(replaced, "Prompt"));
    }

    [SkippableFact]
    public void A_tower_with_the_whole_vocabulary_takes_its_merges_into_the_zip()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["tower.onnx"], Tower(contextLength: 9));
        File.Copy(ClipTokenizerTests.MergesFile, folder[ClipTokenizer.MergesFileName]);
        using MemoryStream zip = new();
        _ml.Model.Save(_ml.Transforms.EmbedText(Column, "Prompt", folder["tower.onnx"]).Fit(Data()), null, zip);
        Directory.Delete(folder.Root, recursive: true);
        Directory.CreateDirectory(folder.Root);
        zip.Position = 0;
        float[][] vectors = Vectors.Of(new MLContext().Model.Load(zip, out _).Transform(Data()), Column);

        Assert.Equal(Sentences.Length, vectors.Length);
        foreach ((string sentence, float[] vector) in Sentences.Zip(vectors))
        {
            // The tower gives mean and number of the tokens up to the end.
            long[] padded = ClipTokenizerTests.Full.EncodePadded(sentence, 9);
            long[] tokens = padded[..(Array.IndexOf(padded, ClipTokenizer.EndId) + 1)];
            float[] expected = [(float)(tokens.Average() / 10_000), tokens.Length];
            Assert.Equal(expected[0] / expected.Length(), vector[0], 1e-5);
            Assert.Equal(expected[1] / expected.Length(), vector[1], 1e-5);
        }
    }

    [Fact]
    public void A_file_that_is_missing_or_no_tower_is_named()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["tower.onnx"], Tower(contextLength: 9));

        Assert.Contains("nowhere.onnx", Assert.Throws<FileNotFoundException>(() => _ml.Transforms.EmbedText(Column, "Prompt", "nowhere.onnx")).Message, StringComparison.Ordinal);
        Assert.Contains(ClipTokenizer.MergesFileName, Assert.Throws<FileNotFoundException>(() => _ml.Transforms.EmbedText(Column, "Prompt", folder["tower.onnx"])).Message, StringComparison.Ordinal);
        string pyramid = Repository.PathOf("models", "fusion-pyramid.onnx");
        Exception error = Assert.Throws<InvalidDataException>(() => _ml.Transforms.EmbedText(Column, "Prompt", pyramid));
        Assert.Contains("fusion-pyramid.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("ivif.clip-text/1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _ml.Transforms.EmbedText(" "));
    }

    private static byte[] Tower(int contextLength)
    {
        OnnxGraph graph = new("whole-vocabulary");
        OnnxValue tokens = graph.Cast(graph.Input(ClipContract.TokensInput, OnnxElementType.Int64, ["N", "L"]), OnnxElementType.Float32);
        OnnxValue count = graph.Reshape(graph.Cast(graph.Slice(graph.Shape(tokens), 0, 1, 2), OnnxElementType.Float32), 1, 1);
        graph.Output(ClipContract.EmbeddingOutput, graph.Concat(1, graph.ReduceMean(tokens, 1) * 1e-4f, count), ["N", 2]);
        graph.Metadata(FusionContract.ContractKey, ClipContract.TextId);
        graph.Metadata(ClipContract.ContextLengthKey, $"{contextLength}");
        return graph.ToBytes();
    }
}
