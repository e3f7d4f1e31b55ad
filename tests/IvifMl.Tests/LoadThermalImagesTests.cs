using IvifMl.Imaging;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

public sealed class LoadThermalImagesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private sealed class Row
    {
        public string Path { get; set; } = "";
    }

    private sealed class Number
    {
        public float Path { get; set; }
    }

    public LoadThermalImagesTests()
    {
        ushort[] counts = new ushort[20 * 30];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = (ushort)(8000 + (i * 2));
        }

        ImageCodecs.Default.Write(RasterImage.FromUInt16(20, 30, 1, counts), _folder["deep.png"]);
        ImageCodecs.Default.Write(Pictures.Infrared(20, 30), _folder["eight.png"]);
        ImageCodecs.Default.Write(RasterImage.FromSingle(2, 2, 1, [20f, 25f, 30f, 40f]), _folder["celsius.tif"]);
    }

    public void Dispose() => _folder.Dispose();

    private IDataView Paths(params string[] names) => _ml.Data.LoadFromEnumerable(names.Select(n => new Row { Path = _folder[n] }).ToArray());

    private byte[] Load(string name, ThermalToneMapping? toneMapping = null)
    {
        IDataView data = Paths(name);
        IDataView loaded = _ml.Transforms.LoadThermalImages("Infrared", "Path", toneMapping).Fit(data).Transform(data);
        return Pictures.Read(loaded, "Infrared", i => i.GetBGRPixels.Where((_, k) => k % 3 == 0).ToArray()).Single();
    }

    [Fact]
    public void It_conforms()
    {
        int read = 0;
        IEnumerable<Row> Rows()
        {
            foreach (string name in (string[])["deep.png", "eight.png"])
            {
                read++;
                yield return new Row { Path = _folder[name] };
            }
        }

        new ComponentConformance<ThermalImageLoadingTransformer>(
            _ml, _ml.Transforms.LoadThermalImages("Infrared", "Path", new ThermalToneMapping { Mode = ToneMappingMode.PlateauHistogram }), () => _ml.Data.LoadFromEnumerable(Rows()), "Infrared")
        {
            Refused =
            [
                (_ml.Data.LoadFromEnumerable(new[] { new Number() }), ["'Path'", "Single", "LoadThermalImages"]),
                (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Path'", "'Name'"]),
            ],
            RowsRead = () => read,
        }.Check();
    }

    [Fact]
    public void Eight_bit_files_are_taken_as_they_are() => Assert.Equal(Pictures.Infrared(20, 30).Bytes.ToArray(), Load("eight.png"));

    [Fact]
    public void Deep_files_fill_the_range_between_their_percentiles()
    {
        byte[] mapped = Load("deep.png");

        Assert.Equal((0, 255), (mapped.Min(), mapped.Max()));
        Assert.InRange(mapped[300], 126, 129);
        Assert.True(mapped.Zip(mapped.Skip(1)).All(p => p.First <= p.Second));
    }

    [Fact]
    public void A_fixed_range_means_the_same_in_every_file()
    {
        byte[] celsius = Load("celsius.tif", new ThermalToneMapping { Mode = ToneMappingMode.FixedRange, Low = 20, High = 40 });

        Assert.Equal([0, 64, 128, 255], celsius);
    }

    [Fact]
    public void Files_are_opened_only_when_they_are_read()
    {
        IDataView data = Paths("eight.png", "nowhere.png");
        IDataView loaded = _ml.Transforms.LoadThermalImages("Infrared", "Path").Fit(data).Transform(data);

        Assert.Equal(2, loaded.GetColumn<string>("Path").Count());
        Exception error = Assert.ThrowsAny<Exception>(() => Pictures.Read(loaded, "Infrared", i => i.Width));
        Assert.Contains("nowhere.png", error.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_from_files_to_a_zip_gives_the_same_pictures_as_the_batch_runner()
    {
        (string infrared, string visible) = Pictures.WritePairs(_folder["pairs"], 3, 40, 56);
        IDataView pairs = _ml.Data.LoadInfraredVisiblePairs(infrared, visible);
        ITransformer model = _ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(_ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(_ml.Transforms.FuseInfraredVisible())
            .Fit(pairs);
        _ml.Model.Save(model, pairs.Schema, _folder["fusion.zip"]);
        ITransformer loaded = new MLContext().Model.Load(_folder["fusion.zip"], out DataViewSchema schema);
        List<string> fromZip = Pictures.Read(loaded.Transform(pairs), "Fused", i => i.Hash());
        FusionRunResult run = _ml.Fusion.FuseFiles(pairs, _folder["out"]);

        Assert.Equal(["InfraredPath", "Name", "VisiblePath"], schema.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal((3, 0), (run.Fused, run.Failed));
        Assert.Equal(fromZip, run.Pairs.Select(p => ImageCodecs.Default.Read(p.OutputPath).ToMLImage().Hash()));
    }
}
