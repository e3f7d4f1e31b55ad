using IvifMl.Imaging;
using IvifMl.Metrics;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>The pixels of a picture, red, green, blue, so that it is read once.</summary>
internal sealed class DetectorPictureRow
{
    [ColumnName(ColumnNames.DetectorPicture)]
    public byte[] Picture { get; set; } = [];

    [ColumnName(ColumnNames.DetectorShape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];
}

/// <summary>A picture, and how it becomes a detector's input.</summary>
internal sealed class DetectorRequestRow
{
    [ColumnName(ColumnNames.DetectorPicture)]
    public byte[] Picture { get; set; } = [];

    [ColumnName(ColumnNames.DetectorShape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];

    [ColumnName(ColumnNames.DetectorSettings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>What a detector's graph is fed with.</summary>
internal sealed class DetectorPixelsRow
{
    [ColumnName(ColumnNames.DetectorPixels)]
    public float[] Pixels { get; set; } = [];
}

/// <summary>What a detector's graph gave, and how it is read.</summary>
internal sealed class DetectorHeadsRow
{
    [ColumnName(ColumnNames.DetectorHeads)]
    public float[] Heads { get; set; } = [];

    [ColumnName(ColumnNames.DetectorShape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];

    [ColumnName(ColumnNames.DetectorSettings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>The detections of a row.</summary>
internal sealed class DetectionsRow
{
    [ColumnName(ColumnNames.DetectedBoxes)]
    public float[] Boxes { get; set; } = [];

    [ColumnName(ColumnNames.DetectedLabels)]
    public string[] Labels { get; set; } = [];

    [ColumnName(ColumnNames.DetectedScores)]
    public float[] Scores { get; set; } = [];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToDetectorPictureFactory : CustomMappingFactory<ImageRow, DetectorPictureRow>
{
    public const string Contract = "IvifMl.ToDetectorPicture/1";

    static ToDetectorPictureFactory() => ImageColumns.Register();

    public override Action<ImageRow, DetectorPictureRow> GetMapping() => static (row, result) =>
    {
        RasterImage image = (row.Image ?? throw new InvalidOperationException("A row has no image; DetectObjects needs one.")).ToRasterImage();
        result.Picture = image.Bytes.ToArray();
        result.Shape = RgbPlanes.ShapeOf(image);
    };
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToDetectorPixelsFactory : CustomMappingFactory<DetectorRequestRow, DetectorPixelsRow>
{
    public const string Contract = "IvifMl.ToDetectorPixels/1";

    public override Action<DetectorRequestRow, DetectorPixelsRow> GetMapping()
    {
        KeptDetectorSettings kept = new();
        return (row, result) =>
        {
            (int height, int width) = PlaneVectors.SizeOf(row.Shape);
            result.Pixels = DetectorSteps.Input(RasterImage.FromBytes(height, width, 3, row.Picture), kept.Of(row.Settings).Contract);
        };
    }
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToDetectionsFactory : CustomMappingFactory<DetectorHeadsRow, DetectionsRow>
{
    public const string Contract = "IvifMl.ToDetections/1";

    public override Action<DetectorHeadsRow, DetectionsRow> GetMapping()
    {
        KeptDetectorSettings kept = new();
        return (row, result) =>
        {
            (int height, int width) = PlaneVectors.SizeOf(row.Shape);
            IReadOnlyList<DetectedBox> found = DetectorSteps.Detections(row.Heads, kept.Of(row.Settings), height, width);
            result.Boxes = [.. found.SelectMany(d => (float[])[(float)d.Box.Left, (float)d.Box.Top, (float)d.Box.Right, (float)d.Box.Bottom])];
            result.Labels = [.. found.Select(d => d.Label)];
            result.Scores = [.. found.Select(d => (float)d.Score)];
        };
    }
}

/// <summary>The settings of all rows are the same; they are read for the first one. Cursors of several threads share it.</summary>
internal sealed class KeptDetectorSettings
{
    private Kept? _kept;

    public DetectorSettings Of(float[] vector)
    {
        if (Volatile.Read(ref _kept) is not { } kept || !kept.Vector.AsSpan().SequenceEqual(vector))
        {
            kept = new Kept([.. vector], DetectorSettings.FromVector(vector));
            Volatile.Write(ref _kept, kept);
        }

        return kept.Settings;
    }

    private sealed record Kept(float[] Vector, DetectorSettings Settings);
}
