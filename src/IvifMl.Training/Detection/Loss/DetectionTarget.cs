namespace IvifMl.Training;

/// <summary>An object that a detector is to find, in pixels of the picture that the network sees.</summary>
/// <param name="Class">The number of its class, from 0.</param>
/// <param name="X0">Left edge.</param>
/// <param name="Y0">Upper edge.</param>
/// <param name="X1">Right edge.</param>
/// <param name="Y1">Lower edge.</param>
/// <param name="Ignored">Whether detections here are neither right nor wrong: crowds, objects hidden in this picture, uncertain labels.</param>
public readonly record struct DetectionTarget(int Class, float X0, float Y0, float X1, float Y1, bool Ignored = false);
