using IvifMl.Imaging;
using IvifMl.Metrics;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Columns between the steps of a saved scoring chain.</summary>
internal static class ScoreColumns
{
    public const string Infrared = "IvifMl.score.infrared";
    public const string Visible = "IvifMl.score.visible";
    public const string Fused = "IvifMl.score.fused";
    public const string Sizes = "IvifMl.score.sizes";
    public const string Prefix = "IvifMl.score.";

    /// <summary>The column with the value of a metric.</summary>
    public static string Of(FusionMetric metric) => Prefix + metric;

    /// <summary>All that a scoring chain makes on its way and drops at its end, but for the copies under the output's name.</summary>
    public static IEnumerable<string> All =>
    [
        ColumnNames.InfraredImage, ColumnNames.VisibleImage, ColumnNames.FusedImage, Infrared, Visible, Fused, Sizes,
        ColumnNames.Anchor, ColumnNames.Settings, .. Enum.GetValues<FusionMetric>().Select(Of),
    ];
}

/// <summary>The images of a row.</summary>
internal sealed class FusedTripleRow
{
    [ColumnName(ColumnNames.InfraredImage)]
    public MLImage? Infrared { get; set; }

    [ColumnName(ColumnNames.VisibleImage)]
    public MLImage? Visible { get; set; }

    [ColumnName(ColumnNames.FusedImage)]
    public MLImage? Fused { get; set; }
}

/// <summary>The same as bytes, so that each image is read once, and a number that the graph of settings can be asked with.</summary>
internal sealed class PackedTripleRow
{
    [ColumnName(ScoreColumns.Infrared)]
    public byte[] Infrared { get; set; } = [];

    [ColumnName(ScoreColumns.Visible)]
    public byte[] Visible { get; set; } = [];

    [ColumnName(ScoreColumns.Fused)]
    public byte[] Fused { get; set; } = [];

    /// <summary>Height, width and channels of each.</summary>
    [ColumnName(ScoreColumns.Sizes)]
    public long[] Sizes { get; set; } = [];

    [ColumnName(ColumnNames.Anchor), VectorType(1)]
    public float[] Anchor { get; set; } = [0];
}

/// <summary>Input of <see cref="ScoreFusionFactory"/>.</summary>
internal sealed class ScoreRequestRow
{
    [ColumnName(ScoreColumns.Infrared)]
    public byte[] Infrared { get; set; } = [];

    [ColumnName(ScoreColumns.Visible)]
    public byte[] Visible { get; set; } = [];

    [ColumnName(ScoreColumns.Fused)]
    public byte[] Fused { get; set; } = [];

    [ColumnName(ScoreColumns.Sizes)]
    public long[] Sizes { get; set; } = [];

    [ColumnName(ColumnNames.Settings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>A column per metric; NaN where the profile does not have it, or it is undefined or infinite.</summary>
internal sealed class FusionScoreRow
{
    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.Entropy))]
    public float Entropy { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.StandardDeviation))]
    public float StandardDeviation { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.SpatialFrequency))]
    public float SpatialFrequency { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.AverageGradient))]
    public float AverageGradient { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.MutualInformation))]
    public float MutualInformation { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.SumOfCorrelationsOfDifferences))]
    public float SumOfCorrelationsOfDifferences { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.VisualInformationFidelity))]
    public float VisualInformationFidelity { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.EdgePreservation))]
    public float EdgePreservation { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.StructuralSimilarity))]
    public float StructuralSimilarity { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.NormalizedMutualInformation))]
    public float NormalizedMutualInformation { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.CorrelationCoefficient))]
    public float CorrelationCoefficient { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.MeanSquaredError))]
    public float MeanSquaredError { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.RootMeanSquaredError))]
    public float RootMeanSquaredError { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.PeakSignalToNoiseRatio))]
    public float PeakSignalToNoiseRatio { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.MultiScaleStructuralSimilarity))]
    public float MultiScaleStructuralSimilarity { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.EdgesAdded))]
    public float EdgesAdded { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.EdgesLost))]
    public float EdgesLost { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.FmiPixel))]
    public float FmiPixel { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.FmiGradient))]
    public float FmiGradient { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.FmiCosineTransform))]
    public float FmiCosineTransform { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.CrossEntropy))]
    public float CrossEntropy { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.EdgeIntensity))]
    public float EdgeIntensity { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.ChenVarshneyQuality))]
    public float ChenVarshneyQuality { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.ChenBlumQuality))]
    public float ChenBlumQuality { get; set; }

    [ColumnName(ScoreColumns.Prefix + nameof(FusionMetric.YangQuality))]
    public float YangQuality { get; set; }

    public void Set(FusionScore score)
    {
        Dictionary<FusionMetric, double?> values = score.Values.ToDictionary();
        Entropy = Of(FusionMetric.Entropy);
        StandardDeviation = Of(FusionMetric.StandardDeviation);
        SpatialFrequency = Of(FusionMetric.SpatialFrequency);
        AverageGradient = Of(FusionMetric.AverageGradient);
        MutualInformation = Of(FusionMetric.MutualInformation);
        SumOfCorrelationsOfDifferences = Of(FusionMetric.SumOfCorrelationsOfDifferences);
        VisualInformationFidelity = Of(FusionMetric.VisualInformationFidelity);
        EdgePreservation = Of(FusionMetric.EdgePreservation);
        StructuralSimilarity = Of(FusionMetric.StructuralSimilarity);
        NormalizedMutualInformation = Of(FusionMetric.NormalizedMutualInformation);
        CorrelationCoefficient = Of(FusionMetric.CorrelationCoefficient);
        MeanSquaredError = Of(FusionMetric.MeanSquaredError);
        RootMeanSquaredError = Of(FusionMetric.RootMeanSquaredError);
        PeakSignalToNoiseRatio = Of(FusionMetric.PeakSignalToNoiseRatio);
        MultiScaleStructuralSimilarity = Of(FusionMetric.MultiScaleStructuralSimilarity);
        EdgesAdded = Of(FusionMetric.EdgesAdded);
        EdgesLost = Of(FusionMetric.EdgesLost);
        FmiPixel = Of(FusionMetric.FmiPixel);
        FmiGradient = Of(FusionMetric.FmiGradient);
        FmiCosineTransform = Of(FusionMetric.FmiCosineTransform);
        CrossEntropy = Of(FusionMetric.CrossEntropy);
        EdgeIntensity = Of(FusionMetric.EdgeIntensity);
        ChenVarshneyQuality = Of(FusionMetric.ChenVarshneyQuality);
        ChenBlumQuality = Of(FusionMetric.ChenBlumQuality);
        YangQuality = Of(FusionMetric.YangQuality);

        float Of(FusionMetric metric) => values.GetValueOrDefault(metric) is { } value && double.IsFinite(value) ? (float)value : float.NaN;
    }
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class PackTripleFactory : CustomMappingFactory<FusedTripleRow, PackedTripleRow>
{
    public const string Contract = "IvifMl.PackTriple/1";

    static PackTripleFactory() => ImageColumns.Register();

    public override Action<FusedTripleRow, PackedTripleRow> GetMapping() => static (row, result) =>
    {
        FusionPictures pictures = FusionPictures.Of(row.Infrared, row.Visible, row.Fused);
        (result.Infrared, result.Visible, result.Fused) = (Bytes(pictures.Infrared), Bytes(pictures.Visible), Bytes(pictures.Fused));
        result.Sizes = [.. Size(pictures.Infrared), .. Size(pictures.Visible), .. Size(pictures.Fused)];
        result.Anchor = [0];
    };

    private static byte[] Bytes(RasterImage image) => image.Bytes.ToArray();

    private static long[] Size(RasterImage image) => [image.Height, image.Width, image.Channels];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ScoreFusionFactory : CustomMappingFactory<ScoreRequestRow, FusionScoreRow>
{
    public const string Contract = "IvifMl.ScoreFusion/1";

    public override Action<ScoreRequestRow, FusionScoreRow> GetMapping() => static (row, result) =>
    {
        var pictures = new FusionPictures(Image(row.Infrared, row.Sizes, 0), Image(row.Visible, row.Sizes, 1), Image(row.Fused, row.Sizes, 2));
        result.Set(pictures.Score(ProfileSettings.FromVector(row.Settings)));
    };

    private static RasterImage Image(byte[] bytes, long[] sizes, int which) =>
        RasterImage.FromBytes((int)sizes[3 * which], (int)sizes[(3 * which) + 1], (int)sizes[(3 * which) + 2], bytes);
}
