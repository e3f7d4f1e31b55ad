using System.Diagnostics;
using IvifMl.Imaging;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

/// <summary>Fusing again and again leaves memory, files and threads where they were.</summary>
[Collection("alone")]
public sealed class LeakTests
{
    private const int Fusions = 500;
    private const int Rounds = 3;
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Five_hundred_fusions_of_changing_sizes_leave_the_process_as_it_was()
    {
        using FusionModel model = FusionModel.Shipped();
        void Fuse(int i)
        {
            (int height, int width) = (120 + (i % 7 * 10), 160 + (i % 5 * 12));
            model.Fuse(Bt601.Luminance(Pictures.Infrared(height, width, i)), Pictures.Visible(height, width, i));
        }

        AssertFlat(Fuse, Fusions, allowedMegabytes: 24);
    }

    [Fact]
    public void Five_hundred_detections_in_changing_sizes_leave_the_process_as_it_was()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["warm.onnx"], TestDetector.Build());
        using DetectorModel model = DetectorModel.Load(folder["warm.onnx"]);

        AssertFlat(i => model.Detect(Pictures.Visible(120 + (i % 7 * 10), 160 + (i % 5 * 12), i)), Fusions, allowedMegabytes: 24);
    }

    [Fact]
    public void Fifty_models_made_and_disposed_leave_no_session_behind()
    {
        InfraredVisiblePair[] pairs = Pictures.Pairs((64, 64));
        AssertFlat(
            _ =>
            {
                IDataView data = _ml.Data.LoadFromEnumerable(pairs);
                using FusionTransformer transformer = _ml.Transforms.FuseInfraredVisible().Fit(data);
                foreach (MLImage image in Pictures.Read(transformer.Transform(data), "Fused", i => i))
                {
                    image.Dispose();
                }
            },
            50,
            allowedMegabytes: 24);
    }

    private static void AssertFlat(Action<int> work, int times, int allowedMegabytes)
    {
        for (int i = 0; i < Math.Max(40, times / 5); i++)
        {
            work(i);
        }

        // What leaks grows every time; a pool that grows once, such as ONNX Runtime's arena for the largest size, is none.
        (long memory, int files, int threads) first = Measure();
        (long memory, int files, int threads) before = first;
        long growth = long.MaxValue;
        for (int round = 0; round < Rounds && growth > allowedMegabytes; round++)
        {
            for (int i = 0; i < times; i++)
            {
                work(i);
            }

            (long memory, int files, int threads) after = Measure();
            growth = (after.memory - before.memory) / (1024 * 1024);
            before = after;
        }

        Assert.InRange(growth, long.MinValue, allowedMegabytes);
        Assert.InRange(before.files - first.files, int.MinValue, 2);
        Assert.InRange(before.threads - first.threads, int.MinValue, 4);
    }

    private static (long Memory, int Files, int Threads) Measure()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using Process process = Process.GetCurrentProcess();
        int files = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : 0;
        return (process.WorkingSet64, files, process.Threads.Count);
    }
}

/// <summary>Tests that measure the process run while no others do.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;
