using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Onnx;
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

    /// <summary>A detector of one cell, which finds the whole picture, the surer the brighter its brightest channel is.</summary>
    private string WriteDetector()
    {
        OnnxGraph graph = new("bright");
        OnnxValue level = graph.Reshape(graph.ReduceMax(graph.Input(DetectorContract.ImagesInput, OnnxElementType.Float32, [1, 3, 32, 32]), 1, 2, 3), 1, 1, 1);
        OnnxValue one = (level * 0f) + 1f;
        graph.Output(DetectorContract.HeadsOutput, graph.Concat(2, one * 0.5f, one * 0.5f, one, one, one, (level * 0.5f) + 0.5f));
        DetectorContract contract = new()
        {
            Name = "bright", TrainingData = "none", Licence = "MIT", Width = 32, Height = 32, Classes = ["bright"], Strides = [32], Range = DetectorRange.Unit,
        };
        contract.Describe(graph);
        System.IO.File.WriteAllBytes(File("bright.onnx"), graph.ToBytes());
        return File("bright.onnx");
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
            .Append(ml.Transforms.DetectObjects("Fused", WriteDetector()))
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

        string[] columns = ["NameEmbedding", "VisibleEmbedding", "PredictedBoundingBoxes", "Score"];
        foreach (string column in columns)
        {
            string values = string.Join(' ', fused.GetColumn<float[]>(column).Single().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
            here += "\n" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(values)));
        }

        Assert.Equal(["bright"], fused.GetColumn<string[]>("PredictedLabel").Single());
        Assert.Equal(here, RunReader([File("fusion.zip"), pair.InfraredPath, pair.VisiblePath, .. columns]).ReplaceLineEndings("\n"));
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
