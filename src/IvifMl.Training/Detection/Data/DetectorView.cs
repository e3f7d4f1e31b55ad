namespace IvifMl.Training;

/// <summary>How a pair is shown to a detector.</summary>
public enum DetectorView
{
    /// <summary>The visible picture in colour.</summary>
    Visible = 0,

    /// <summary>The visible picture's luminance.</summary>
    VisibleGray = 1,

    /// <summary>The infrared picture.</summary>
    Infrared = 2,

    /// <summary>The mean of infrared and visible luminance, with the visible picture's colour.</summary>
    Average = 3,

    /// <summary>The fused luminance with the visible picture's colour.</summary>
    Fused = 4,

    /// <summary>The fused luminance.</summary>
    FusedGray = 5,
}
