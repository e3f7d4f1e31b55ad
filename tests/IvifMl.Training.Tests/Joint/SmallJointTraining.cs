using IvifMl.Imaging;
using IvifMl.Training.Tests.Detection;
using Microsoft.ML;

namespace IvifMl.Training.Tests.Joint;

/// <summary>A joint training that takes a second: one square that only the infrared shows, one that only the visible shows; small networks.</summary>
internal static class SmallJointTraining
{
    private static readonly Lazy<IReadOnlyList<DetectorPicture>> Made = new(() => [.. Enumerable.Range(0, 12).Select(i =>
    {
        (RasterImage infrared, RasterImage visible) = Draw(i);
        Plane plane = Bt601.Luminance(infrared);
        return DetectorPicture.OfFusedPair($"squares-{i}", visible, plane, plane, SmallDetectorTraining.Boxes(i));
    })]);

    public static IReadOnlyList<DetectorPicture> Pairs => Made.Value;

    public static JointDetectionOptions Options(string? folder = null) => new()
    {
        Network = static () => new LanguageFusionNetwork(new() { Channels = 4, AttentionHeads = 1, AttentionReach = 1 }),
        Detector = new() { Width = 64, Height = 64, Channels = [8, 8, 16, 16, 16], HeadChannels = 16 },
        Loss = new() { Language = null, Edges = 0, Information = 0, Differences = 0 },
        FusionSteps = 4,
        DetectorSteps = 4,
        Steps = 8,
        BatchSize = 2,
        CropSide = 64,
        FusionRate = 2e-3,
        DetectorRate = 5e-3,
        RampSteps = 2,
        ValidationShare = 0.2,
        ReportEvery = 4,
        CheckpointEvery = 8,
        Threads = 1,
        OutputFolder = folder,
    };

    public static (byte[] Fusion, byte[] Detector) Train(JointDetectionOptions options, IReadOnlyList<DetectorPicture>? pairs = null) =>
        new MLContext(seed: 1).Fusion.Trainers.JointDetection(options).Train(pairs ?? Pairs);

    /// <summary>The pair of a number: the squares of <see cref="SmallDetectorTraining"/>, the bright one in the infrared, the dark one in the visible.</summary>
    public static (RasterImage Infrared, RasterImage Visible) Draw(int number)
    {
        RasterImage both = SmallDetectorTraining.Draw(number);
        (RasterImage infrared, RasterImage visible) = (new(both.Height, both.Width, 3), new(both.Height, both.Width, 3));
        both.Bytes.CopyTo(infrared.Bytes);
        both.Bytes.CopyTo(visible.Bytes);
        foreach (DetectorBox box in SmallDetectorTraining.Boxes(number))
        {
            Drawing.Fill(box.Label == "bright" ? visible : infrared, (int)box.Box.Left, (int)box.Box.Top, (int)(box.Box.Right - box.Box.Left), (int)(box.Box.Bottom - box.Box.Top), (125, 125, 125));
        }

        return (infrared, visible);
    }
}
