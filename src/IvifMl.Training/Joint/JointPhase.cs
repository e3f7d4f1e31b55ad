namespace IvifMl.Training;

/// <summary>A part of a joint training.</summary>
internal enum JointPhase
{
    /// <summary>The fusion alone, under its own loss.</summary>
    Fusion,

    /// <summary>The detector alone, on what the fusion makes.</summary>
    Detector,

    /// <summary>Both.</summary>
    Joint,
}

/// <summary>Where a step lies.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="At">The step's number in it, from 0.</param>
/// <param name="Length">The phase's steps.</param>
internal readonly record struct JointPlace(JointPhase Phase, long At, long Length)
{
    /// <summary>The place of a step of the whole training, from 0.</summary>
    public static JointPlace Of(JointDetectionOptions options, long step)
    {
        long behindFusion = step - options.FusionSteps;
        long behindDetector = behindFusion - options.DetectorSteps;
        return behindFusion < 0 ? new(JointPhase.Fusion, step, options.FusionSteps)
            : behindDetector < 0 ? new(JointPhase.Detector, behindFusion, options.DetectorSteps)
            : new(JointPhase.Joint, behindDetector, options.Steps);
    }
}
