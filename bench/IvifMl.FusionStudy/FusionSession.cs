using System.Diagnostics;
using IvifMl.Imaging;
using IvifMl.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl.FusionStudy;

/// <summary>A fusion model in ONNX Runtime.</summary>
internal sealed class FusionSession : IDisposable
{
    private static readonly string[] Inputs = [FusionContract.InfraredInput, FusionContract.VisibleInput, FusionContract.ShapeInput];
    private static readonly string[] Outputs = [FusionContract.FusedOutput];
    private readonly InferenceSession _session;

    public FusionSession(byte[] model, int threads)
    {
        FusionContract.Check(OnnxModelInfo.Read(model));
        using SessionOptions options = new() { IntraOpNumThreads = threads };
        _session = new(model, options);
    }

    public Plane Fuse(StudyPair pair)
    {
        (int height, int width) = (pair.Visible.Height, pair.Visible.Width);
        using OrtValue infrared = OrtValue.CreateTensorValueFromMemory(pair.Infrared.Array, [1, pair.Infrared.Length]);
        using OrtValue visible = OrtValue.CreateTensorValueFromMemory(pair.Visible.Array, [1, pair.Visible.Length]);
        using OrtValue shape = OrtValue.CreateTensorValueFromMemory(new long[] { 1, 1, height, width }, [1, 4]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, Inputs, [infrared, visible, shape], Outputs);
        Plane fused = new(height, width, results[0].GetTensorDataAsSpan<float>().ToArray());
        StudyPair.Round(fused);
        return fused;
    }

    /// <summary>Times the score of one 640×480 pair in milliseconds, sorted.</summary>
    public double[] Time(int runs)
    {
        Random random = new(1);
        Plane Noise()
        {
            Plane plane = new(480, 640);
            foreach (ref float value in plane.Values)
            {
                value = random.NextSingle();
            }

            return plane;
        }

        StudyPair pair = new("timing", Noise(), Noise());
        double[] times = new double[runs];
        for (int i = -runs / 4; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Fuse(pair);
            times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    public void Dispose() => _session.Dispose();
}
