using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>An object that is really there.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Box">Where it is.</param>
/// <param name="IsCrowd">Whether the box stands for a group: detections in it are neither right nor wrong, and none needs to be.</param>
/// <param name="Area">Area of the object for the size classes, where a mask makes it smaller than the box; the box's area if null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GroundTruthBox(string Label, DetectionBox Box, bool IsCrowd = false, double? Area = null)
{
    /// <summary>The area by which the object is small, medium or large.</summary>
    internal double SizeArea => Area ?? Box.Area;
}
