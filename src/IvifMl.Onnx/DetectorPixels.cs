namespace IvifMl.Onnx;

/// <summary>The order of a detector's three input channels.</summary>
public enum DetectorChannels
{
    /// <summary>Blue, green, red, as OpenCV reads pictures.</summary>
    Bgr = 0,

    /// <summary>Red, green, blue.</summary>
    Rgb = 1,
}

/// <summary>The range of a detector's input values.</summary>
public enum DetectorRange
{
    /// <summary>0–255, the 8-bit level as it is.</summary>
    Byte = 0,

    /// <summary>0–1, the 8-bit level divided by 255.</summary>
    Unit = 1,
}
