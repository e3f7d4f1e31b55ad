using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>Means over one scale of SSIM and of its contrast–structure factor, for each source.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SsimScale(double Infrared, double Visible, double InfraredContrast, double VisibleContrast);
