using IvifMl.StandIns.Tests.Onnx;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace IvifMl.StandIns.Tests;

/// <summary>Runs by itself, as it measures the whole process.</summary>
[CollectionDefinition("Memory", DisableParallelization = true)]
public sealed class MemoryCollection;

[Collection("Memory")]
public sealed class MemoryTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private sealed class PathRow
    {
        public string Path { get; set; } = "";
    }

    private sealed class VectorRow
    {
        [VectorType(1, 4)] public float[] X { get; set; } = [1, 2, 3, 4];
    }

    private static double Megabytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet / 1e6;
    }

    [Fact]
    public void Loading_many_images_leaves_no_memory_behind()
    {
        using (MLImage image = MLImage.CreateFromPixels(200, 100, MLPixelFormat.Rgba32, new byte[80_000]))
        {
            image.Save(_folder["a.png"]);
        }

        double Read(int count)
        {
            IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Repeat(new PathRow { Path = "a.png" }, count));
            IDataView loaded = _ml.Transforms.LoadImages("Image", _folder.Root, "Path")
                .Append(_ml.Transforms.ResizeImages("Small", 50, 50, "Image")).Fit(data).Transform(data);
            using DataViewRowCursor cursor = loaded.GetRowCursor([loaded.Schema["Small"]]);
            ValueGetter<MLImage> getter = cursor.GetGetter<MLImage>(loaded.Schema["Small"]);
            MLImage image = null!;
            while (cursor.MoveNext())
            {
                getter(ref image);
            }

            return Megabytes();
        }

        // 2000 leaked pictures would be 160 MB, on either side of the border to libvips.
        double before = Read(300);
        Assert.InRange(Read(2000) - before, -1000, 40);
    }

    [Fact]
    public void Scoring_leaves_no_memory_and_no_files_of_transformers_behind()
    {
        _ml.TempFilePath = _folder.Root;
        double Score(int models, int rows)
        {
            IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Repeat(new VectorRow(), rows));
            for (int i = 0; i < models; i++)
            {
                using var graph = new MemoryStream(OnnxBytes.Identity(OnnxBytes.Single, 1, 4));
                using OnnxTransformer model = _ml.Transforms.ApplyOnnxModel("Y", "X", graph).Fit(data);
                Assert.Equal(rows, model.Transform(data).GetColumn<float[]>("Y").Count());
            }

            return Megabytes();
        }

        Score(20, 500);
        double before = Score(5, 500);
        double after = Score(40, 2000);

        // An estimator keeps the graph in a file until the process ends, and cannot be disposed; a transformer's is deleted with it.
        Assert.InRange(Directory.GetFiles(_folder.Root).Length, 0, 20 + 5 + 40);
        Assert.InRange(after - before, -1000, 30);
    }
}
