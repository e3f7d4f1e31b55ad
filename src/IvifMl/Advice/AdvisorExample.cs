using IvifMl.Imaging;
using IvifMl.Mapping;
using IvifMl.Metrics;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>What an advisor learns from: the statistics of a pair, and how each candidate scored on it.</summary>
internal sealed record AdvisorExample(float[] Statistics, float[] Targets)
{
    /// <summary>Fuses a pair with all candidates and ranks the results: target = (n − mean rank)/(n − 1), 1 for the best by every metric.</summary>
    public static AdvisorExample Of(Plane infrared, RasterImage visible, IReadOnlyList<FusionModel> candidates, MetricProfile profile)
    {
        RasterImage gray = Bt601.ToGray(infrared, SampleType.UInt8);
        FusionScore[] scores = [.. candidates.AsParallel().AsOrdered().Select(c => FusionScorer.Score(gray, visible, c.Fuse(infrared, visible), profile))];
        double[] ranks = MeanRanks.Of(scores);
        return new(PairStatistics.Of(infrared, visible), [.. ranks.Select(rank => (float)((ranks.Length - rank) / (ranks.Length - 1)))]);
    }
}

/// <summary>A row of the data of one regression.</summary>
internal sealed class AdvisorRow
{
    [ColumnName(AdviceColumns.Statistics), VectorType(PairStatistics.Count)]
    public float[] Statistics { get; set; } = [];

    [ColumnName(AdviceColumns.Target)]
    public float Target { get; set; }
}
