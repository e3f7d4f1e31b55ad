using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Consumer.Tests;

public sealed class SavedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ivifml-consumer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string File(string name) => Path.Combine(_folder, name);

    private PairFiles WritePair()
    {
        ushort[] counts = new ushort[48 * 64];
        byte[] colours = new byte[48 * 64 * 3];
        for (int i = 0; i < counts.Length; i++)
        {
            (int y, int x) = (i / 64, i % 64);
            counts[i] = (ushort)(7000 + (x * 3) + ((x - 40) * (x - 40) + ((y - 20) * (y - 20)) < 80 ? 900 : 0));
            colours[3 * i] = (byte)(40 + (x * 2));
            colours[(3 * i) + 1] = (byte)(30 + (y * 3));
            colours[(3 * i) + 2] = (byte)(((x / 4) + (y / 4)) % 2 == 0 ? 90 : 50);
        }

        ImageCodecs.Default.Write(RasterImage.FromUInt16(48, 64, 1, counts), File("thermal.png"));
        ImageCodecs.Default.Write(RasterImage.FromBytes(48, 64, 3, colours), File("visible.png"));
        return new PairFiles { Name = "pair", InfraredPath = File("thermal.png"), VisiblePath = File("visible.png") };
    }

    [Fact]
    public void A_zip_saved_by_one_process_gives_the_same_bytes_in_another()
    {
        MLContext ml = new(seed: 1);
        PairFiles pair = WritePair();
        IDataView data = ml.Data.LoadFromEnumerable(new[] { pair });
        ITransformer model = ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(ml.Transforms.FuseInfraredVisible())
            .Append(ml.Transforms.EmbedText("NameEmbedding", "Name"))
            .Append(ml.Transforms.EmbedImage("VisibleEmbedding", "Visible"))
            .Fit(data);
        ml.Model.Save(model, data.Schema, File("fusion.zip"));
        IDataView fused = model.Transform(data);
        string here = "";
        using (DataViewRowCursor cursor = fused.GetRowCursor([fused.Schema["Fused"]]))
        {
            ValueGetter<MLImage> getter = cursor.GetGetter<MLImage>(fused.Schema["Fused"]);
            MLImage image = null!;
            Assert.True(cursor.MoveNext());
            getter(ref image);
            here = $"{image.Width}x{image.Height} {Convert.ToHexString(SHA256.HashData(image.GetBGRPixels))}";
        }

        foreach (string column in (string[])["NameEmbedding", "VisibleEmbedding"])
        {
            string values = string.Join(' ', fused.GetColumn<float[]>(column).Single().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
            here += "\n" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(values)));
        }

        Assert.Equal(here, RunReader(File("fusion.zip"), pair.InfraredPath, pair.VisiblePath, "NameEmbedding", "VisibleEmbedding").ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_front_page_works_as_it_is_printed()
    {
        PairFiles pair = WritePair();
        Directory.CreateDirectory(File("ir"));
        Directory.CreateDirectory(File("vi"));
        System.IO.File.Copy(pair.InfraredPath, File("ir/scene.png"));
        System.IO.File.Copy(pair.VisiblePath, File("vi/scene.png"));

        MLContext ml = new(seed: 1);
        IDataView pairs = ml.Data.LoadInfraredVisiblePairs(File("ir"), File("vi"));
        var pipeline = ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
            .Append(ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
            .Append(ml.Transforms.FuseInfraredVisible("Fused", "Infrared", "Visible"));
        ITransformer model = pipeline.Fit(pairs);
        ml.Model.Save(model, null, File("front.zip"));
        FusionRunResult run = ml.Fusion.FuseFiles(pairs, File("out"), new FusionRunOptions { Model = FusionModel.From(model) });

        Assert.Equal((1, 0), (run.Fused, run.Failed));
        Assert.Equal(64, ImageCodecs.Default.Identify(File("out/scene.png")).Width);
    }

    private static string RunReader(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "IvifMl.Consumer.Reader.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Trim();
    }
}
