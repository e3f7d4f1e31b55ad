using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>An object that a detector found.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Box">Where it is.</param>
/// <param name="Score">How sure the detector is; any scale, higher is surer.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DetectedBox(string Label, DetectionBox Box, double Score);
