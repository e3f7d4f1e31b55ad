using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>Objects of which sizes count, by area in square pixels. Others are ignored: neither missed nor wrong.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Minimum">Smallest area.</param>
/// <param name="Maximum">Largest area.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AreaRange(string Name, double Minimum, double Maximum)
{
    /// <summary>Every size (COCO: up to 10¹⁰).</summary>
    public static AreaRange All { get; } = new("all", 0, 1e10);

    /// <summary>Below 32 × 32 pixels.</summary>
    public static AreaRange Small { get; } = new("small", 0, 32 * 32);

    /// <summary>From 32 × 32 to 96 × 96 pixels.</summary>
    public static AreaRange Medium { get; } = new("medium", 32 * 32, 96 * 96);

    /// <summary>96 × 96 pixels and more.</summary>
    public static AreaRange Large { get; } = new("large", 96 * 96, 1e10);

    /// <summary>Whether an area counts; both ends belong to the range, as COCO has it.</summary>
    public bool Contains(double area) => area >= Minimum && area <= Maximum;
}
