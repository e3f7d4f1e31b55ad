using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>A figure and how far it moves when the images are drawn anew.</summary>
/// <param name="Estimate">The figure of the images as they are.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BootstrapInterval(double Estimate, double Low, double High);

/// <summary>Detection metrics with their intervals, or differences of them; null where the images have no object.</summary>
/// <param name="MAP50">Mean AP at IoU 0.5.</param>
/// <param name="MAP50To95">Mean AP over the IoU thresholds 0.50, 0.55 … 0.95.</param>
public sealed record DetectionIntervals(BootstrapInterval? MAP50, BootstrapInterval? MAP50To95);
