namespace IvifMl.Onnx;

/// <content>The base, and the hot targets that are kept out of bands and base.</content>
public sealed partial class PyramidFusionGraph
{
    private const int BaseReach = 3;

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

    /// <summary>Finds what stands out hot (<see cref="HotTargetParts"/>).</summary>
    /// <returns>The infrared with the tops of its targets cut off, and the map of the targets, 0–1.</returns>
    private (OnnxValue Even, OnnxValue Target) TakeTargets(OnnxValue infrared, OnnxValue visible)
    {
        (OnnxValue threshold, OnnxValue brighter, OnnxValue target) = HotTargetParts.Find(_graph, infrared, visible, _options.TargetDeviations, _options.TargetShare);
        return (infrared - (_graph.Relu(infrared - threshold) * brighter), target);
    }
}
