namespace IvifMl.Onnx;

/// <summary>How fusion models find what stands out hot: more than some deviations of the surroundings above their mean, and brighter than the visible.</summary>
internal static class HotTargetParts
{
    /// <summary>The level on whose grid (16 times fewer rows and columns) surroundings are estimated.</summary>
    public const int CoarseLevel = 4;

    /// <summary>The side of that grid's cells.</summary>
    public const int CoarseStep = 1 << CoarseLevel;

    /// <summary>Surroundings are two means of 2 · 4 + 1 coarse cells.</summary>
    public const int SurroundingsReach = 4;

    /// <summary>Whether a place is a target is told by a mean of 2 · 2 + 1 pixels.</summary>
    public const int TargetReach = 2;

    /// <summary>The least spread, in gray levels.</summary>
    public const float TargetFloor = 16f;

    /// <summary>How much brighter than the visible counts fully, in gray levels.</summary>
    public const float VisibleMargin = 40f;

    /// <summary>Gray levels of the unit range.</summary>
    public const float GrayLevels = 255f;

    /// <summary>The map of the targets, and what is needed to cut their tops off.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="infrared">[1, 1, H, W], sides multiples of <see cref="CoarseStep"/>.</param>
    /// <param name="visible">The same.</param>
    /// <param name="deviations">How many deviations above the mean of its surroundings the infrared of a target is.</param>
    /// <param name="share">The most that a place counts as a target.</param>
    /// <returns>The threshold, how far the infrared is the brighter one (0 to share), and the map (0 to share), [1, 1, H, W] each.</returns>
    public static (OnnxValue Threshold, OnnxValue Brighter, OnnxValue Target) Find(OnnxGraph graph, OnnxValue infrared, OnnxValue visible, float deviations, float share)
    {
        OnnxValue mean = Surroundings(graph, graph.AveragePool(infrared, CoarseStep, CoarseStep));
        OnnxValue square = Surroundings(graph, graph.AveragePool(infrared * infrared, CoarseStep, CoarseStep));
        OnnxValue spread = graph.Sqrt(graph.Relu(square - (mean * mean)) + 1e-6f);
        OnnxValue least = graph.Scalar(TargetFloor / GrayLevels);
        OnnxValue both = graph.Concat(1, mean + graph.Max(spread * deviations, least), graph.Reciprocal(graph.Max(spread, least)));
        OnnxValue placed = graph.Resize(both, CoarseStep);
        (OnnxValue threshold, OnnxValue slope) = (graph.Slice(placed, 1, 0, 1), graph.Slice(placed, 1, 1, 2));
        // Whether a place is a target is told by its neighbourhood: a decision by single pixels would show their noise.
        OnnxValue calm = Mean(graph, graph.Concat(1, infrared, infrared - visible), TargetReach);
        OnnxValue brighter = graph.Clip(graph.Slice(calm, 1, 1, 2) * (GrayLevels / VisibleMargin), 0, share);
        return (threshold, brighter, graph.Clip((graph.Slice(calm, 1, 0, 1) - threshold) * slope, 0, 1) * brighter);
    }

    private static OnnxValue Surroundings(OnnxGraph graph, OnnxValue map) => Mean(graph, Mean(graph, map, SurroundingsReach), SurroundingsReach);

    private static OnnxValue Mean(OnnxGraph graph, OnnxValue value, int reach) => graph.AveragePool(value, (2 * reach) + 1, 1, reach);
}
