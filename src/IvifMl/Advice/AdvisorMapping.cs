using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using IvifMl.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Columns between the steps of a saved advisor.</summary>
internal static class AdviceColumns
{
    public const string Statistics = "IvifMl.advice.statistics";
    public const string Target = "IvifMl.advice.target";
    public const string Infrared = "IvifMl.advice.infrared";
    public const string Visible = "IvifMl.advice.visible";
    public const string Sizes = "IvifMl.advice.sizes";
    public const string Scores = "IvifMl.advice.scores";
    public const string Choice = "IvifMl.advice.choice";
    public const string Graph = "IvifMl.advice.graph";
    public const string KeptScore = "IvifMl.advice.kept_score";

    /// <summary>The column that every regression of ML.NET writes to.</summary>
    public const string Score = "Score";
}

/// <summary>A pair as bytes, so that each image is read once, and its statistics.</summary>
internal sealed class PairStatisticsRow
{
    [ColumnName(AdviceColumns.Statistics), VectorType(PairStatistics.Count)]
    public float[] Statistics { get; set; } = [];

    [ColumnName(AdviceColumns.Infrared)]
    public byte[] Infrared { get; set; } = [];

    [ColumnName(AdviceColumns.Visible)]
    public byte[] Visible { get; set; } = [];

    /// <summary>Height and width of the infrared, then of the visible.</summary>
    [ColumnName(AdviceColumns.Sizes)]
    public long[] Sizes { get; set; } = [];
}

/// <summary>The predicted scores of the candidates.</summary>
internal sealed class PredictedScoresRow
{
    [ColumnName(AdviceColumns.Scores)]
    public float[] Scores { get; set; } = [];
}

/// <summary>The place of the highest.</summary>
internal sealed class ChoiceRow
{
    [ColumnName(AdviceColumns.Choice)]
    public int Choice { get; set; }
}

/// <summary>A pair and the chosen model.</summary>
internal sealed class AdvisedPairRow
{
    [ColumnName(AdviceColumns.Infrared)]
    public byte[] Infrared { get; set; } = [];

    [ColumnName(AdviceColumns.Visible)]
    public byte[] Visible { get; set; } = [];

    [ColumnName(AdviceColumns.Sizes)]
    public long[] Sizes { get; set; } = [];

    [ColumnName(AdviceColumns.Graph)]
    public byte[] Graph { get; set; } = [];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class PairStatisticsFactory : CustomMappingFactory<PairRow, PairStatisticsRow>
{
    public const string Contract = "IvifMl.PairStatistics/1";

    static PairStatisticsFactory() => ImageColumns.Register();

    public override Action<PairRow, PairStatisticsRow> GetMapping() => static (row, result) =>
    {
        (Plane infrared, _, RasterImage visible) = PlaneVectors.Unpack(row);
        RasterImage gray = Bt601.ToGray(infrared, SampleType.UInt8);
        result.Statistics = PairStatistics.Of(infrared, visible);
        result.Infrared = gray.Bytes.ToArray();
        result.Visible = visible.Bytes.ToArray();
        result.Sizes = [gray.Height, gray.Width, visible.Height, visible.Width];
    };
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ChooseFactory : CustomMappingFactory<PredictedScoresRow, ChoiceRow>
{
    public const string Contract = "IvifMl.Choose/1";

    public override Action<PredictedScoresRow, ChoiceRow> GetMapping() => static (row, result) => result.Choice = TensorPrimitives.IndexOfMax<float>(row.Scores);
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class FuseAdvisedFactory : CustomMappingFactory<AdvisedPairRow, PictureRow>
{
    public const string Contract = "IvifMl.FuseAdvised/1";

    static FuseAdvisedFactory() => ImageColumns.Register();

    public override Action<AdvisedPairRow, PictureRow> GetMapping()
    {
        // A session for each graph that was chosen, as long as the mapping lives.
        ConcurrentDictionary<string, Lazy<FusionModel>> models = new(StringComparer.Ordinal);
        return (row, result) =>
        {
            byte[] graph = row.Graph;
            FusionModel model = models.GetOrAdd(
                Convert.ToHexString(SHA256.HashData(graph)), static (_, bytes) => new Lazy<FusionModel>(() => FusionModel.FromPackage((byte[])bytes.Clone())), graph).Value;
            RasterImage infrared = RasterImage.FromBytes((int)row.Sizes[0], (int)row.Sizes[1], 1, row.Infrared);
            RasterImage visible = RasterImage.FromBytes((int)row.Sizes[2], (int)row.Sizes[3], 3, row.Visible);
            result.Fused = model.Fuse(Bt601.Luminance(infrared), visible).ToMLImage();
        };
    }
}
