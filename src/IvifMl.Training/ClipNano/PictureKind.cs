namespace IvifMl.Training;

/// <summary>What is shown of a pair.</summary>
internal enum PictureKind
{
    /// <summary>The luminance of the visible picture.</summary>
    VisibleGray,

    /// <summary>The visible picture in colour.</summary>
    VisibleColour,

    /// <summary>The infrared picture.</summary>
    Infrared,

    /// <summary>A good fusion in gray.</summary>
    Fused,

    /// <summary>A good fusion with the colours of the visible picture.</summary>
    FusedColour,

    /// <summary>The mean of both pictures: what is warm grows faint, what has texture dull.</summary>
    Average,

    /// <summary>The larger of both at each pixel.</summary>
    Maximum,

    /// <summary>A good fusion sharpened far too much.</summary>
    Harsh,
}
