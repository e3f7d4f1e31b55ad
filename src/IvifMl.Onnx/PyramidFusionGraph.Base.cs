namespace IvifMl.Onnx;

/// <content>The base, and the hot targets that are kept out of bands and base.</content>
public sealed partial class PyramidFusionGraph
{
    private const int BaseReach = 3;
    private const int SurroundingsReach = 4;
    private const int TargetReach = 2;
    private const float TargetFloor = 16f;
    private const float VisibleMargin = 40f;

    /// <summary>
    /// What the base adds to the visible's: the difference where the infrared stands out hot more than the visible stands out, and a
    /// part of a brighter infrared where that has more large-scale structure, which a dark night scene needs for its detail to be seen.
    /// </summary>
    private OnnxValue BaseChange(OnnxValue level)
    {
        OnnxValue surroundings = (_graph.ReduceMean(level, 2, 3) + Mean(level, BaseReach)) * 0.5f;
        OnnxValue deviation = (level - surroundings) * GrayLevels;
        OnnxValue energy = deviation * deviation;
        OnnxValue hot = _graph.Relu(Infrared(deviation));
        OnnxValue saliency = hot * hot;
        float floor = _options.BaseFloor * _options.BaseFloor;
        OnnxValue difference = Difference(level);
        OnnxValue change = saliency / (saliency + Visible(energy) + floor) * difference;
        if (_options.Lift <= 0)
        {
            return change;
        }

        OnnxValue structure = Mean(energy, BaseReach);
        OnnxValue share = Infrared(structure) / (Infrared(structure) + Visible(structure) + floor);
        return change + (_graph.Relu(difference - change) * share * _options.Lift);
    }

    /// <summary>
    /// Finds what stands out hot: more than some deviations of the surroundings above their mean, and brighter than the visible.
    /// </summary>
    /// <returns>The infrared with the tops of its targets cut off, and the map of the targets, 0–1.</returns>
    private (OnnxValue Even, OnnxValue Target) TakeTargets(OnnxValue infrared, OnnxValue visible)
    {
        OnnxValue mean = Surroundings(_graph.AveragePool(infrared, CoarseStep, CoarseStep));
        OnnxValue square = Surroundings(_graph.AveragePool(infrared * infrared, CoarseStep, CoarseStep));
        OnnxValue spread = _graph.Sqrt(_graph.Relu(square - (mean * mean)) + 1e-6f);
        OnnxValue least = _graph.Scalar(TargetFloor / GrayLevels);
        OnnxValue threshold = AtLevel(mean + _graph.Max(spread * _options.TargetDeviations, least), 0);
        OnnxValue slope = AtLevel(_graph.Reciprocal(_graph.Max(spread, least)), 0);
        // Whether a place is a target is told by its neighbourhood: a decision by single pixels would show their noise.
        OnnxValue calm = Mean(_graph.Concat(1, infrared, infrared - visible), TargetReach);
        OnnxValue brighter = _graph.Clip(Visible(calm) * (GrayLevels / VisibleMargin), 0, _options.TargetShare);
        OnnxValue target = _graph.Clip((Infrared(calm) - threshold) * slope, 0, 1) * brighter;
        return (infrared - (_graph.Relu(infrared - threshold) * brighter), target);
    }

    private OnnxValue Surroundings(OnnxValue map) => Mean(Mean(map, SurroundingsReach), SurroundingsReach);
}
