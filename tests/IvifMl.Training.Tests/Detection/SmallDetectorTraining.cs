using IvifMl.Imaging;
using Microsoft.ML;

namespace IvifMl.Training.Tests.Detection;

/// <summary>A training that takes a second: bright and dark squares on gray, small crops, a small network.</summary>
internal static class SmallDetectorTraining
{
    private const int Side = 64;

    private static readonly Lazy<IReadOnlyList<DetectorPicture>> Made = new(() => [.. Enumerable.Range(0, 20).Select(i => DetectorPicture.Of($"squares-{i}", Draw(i), Boxes(i)))]);

    public static IReadOnlyList<DetectorPicture> Pictures => Made.Value;

    public static AnchorFreeOptions Options(string? folder = null) => new()
    {
        Detection = new() { InputColumnName = "Picture" },
        Network = new() { Width = Side, Height = Side, Channels = [8, 8, 16, 16, 16], HeadChannels = 16 },
        Augmentation = new() { Mosaic = 0.2 },
        Epochs = 4,
        BatchSize = 4,
        CropSide = Side,
        LearningRate = 5e-3,
        ValidationShare = 0.2,
        ReportEvery = 4,
        CheckpointEvery = 8,
        Threads = 1,
        OutputFolder = folder,
    };

    public static byte[] Train(AnchorFreeOptions options, IReadOnlyList<DetectorPicture>? pictures = null) =>
        new MLContext(seed: 1).Detection.Trainers.AnchorFree(options).Train(pictures ?? Pictures);

    public static RasterImage Draw(int number)
    {
        RasterImage picture = new(Side, Side, 3);
        Random random = new(number);
        foreach (ref byte value in picture.Bytes)
        {
            value = (byte)(110 + random.Next(30));
        }

        foreach (DetectorBox box in Boxes(number))
        {
            byte level = box.Label == "bright" ? (byte)235 : (byte)20;
            Drawing.Fill(picture, (int)box.Box.Left, (int)box.Box.Top, (int)(box.Box.Right - box.Box.Left), (int)(box.Box.Bottom - box.Box.Top), (level, level, level));
        }

        return picture;
    }

    public static IReadOnlyList<DetectorBox> Boxes(int number)
    {
        Random random = new(1000 + number);
        int first = random.Next(12, 24);
        int second = random.Next(12, 24);
        (int x, int y) = (random.Next(4, 30 - first + 4), random.Next(4, 60 - first));
        (int right, int below) = (random.Next(34, 60 - second + 1), random.Next(4, 60 - second));
        return [new("bright", new(x, y, x + first, y + first)), new("dark", new(right, below, right + second, below + second))];
    }
}
