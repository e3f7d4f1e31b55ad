using IvifMl.Metrics;

namespace IvifMl.Training;

/// <summary>An object of a picture or a pair.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Box">Where it is, in pixels.</param>
/// <param name="Ignored">Whether detections there are neither right nor wrong.</param>
/// <param name="InVisible">Whether the visible picture shows it; in views of that picture alone it is ignored otherwise.</param>
/// <param name="InInfrared">Whether the infrared picture shows it; likewise.</param>
public readonly record struct DetectorBox(string Label, DetectionBox Box, bool Ignored = false, bool InVisible = true, bool InInfrared = true)
{
    /// <summary>A labelled box; crowds are ignored.</summary>
    /// <param name="box">The box.</param>
    public static DetectorBox Of(GroundTruthBox box) => new(box.Label, box.Box, box.IsCrowd);

    /// <summary>Whether a view counts it; views of both pictures count what neither shows alone.</summary>
    internal bool CountsIn(DetectorView view) => !Ignored && view switch
    {
        DetectorView.Visible or DetectorView.VisibleGray => InVisible,
        DetectorView.Infrared => InInfrared,
        _ => true,
    };
}
