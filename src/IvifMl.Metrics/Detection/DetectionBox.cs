using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>A box in pixels: left, top, right, bottom, in the coordinates of ML.NET's object detection (x0 y0 x1 y1).</summary>
/// <param name="Left">x of the left edge.</param>
/// <param name="Top">y of the upper edge.</param>
/// <param name="Right">x of the right edge, at least <paramref name="Left"/>.</param>
/// <param name="Bottom">y of the lower edge, at least <paramref name="Top"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DetectionBox(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Area in square pixels, 0 for a box without extent.</summary>
    public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>A box as COCO writes it.</summary>
    /// <param name="x">Left edge.</param>
    /// <param name="y">Upper edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    public static DetectionBox FromCoco(double x, double y, double width, double height) => new(x, y, x + width, y + height);

    /// <summary>Area that both boxes cover.</summary>
    public double Intersection(DetectionBox other)
        => new DetectionBox(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;

    /// <summary>Intersection over union, 0 to 1; 0 where both are without area.</summary>
    /// <example>(0, 0, 2, 2) and (1, 0, 3, 2): the intersection is 2, the union 6, IoU = ⅓.</example>
    public double IntersectionOverUnion(DetectionBox other)
    {
        double shared = Intersection(other);
        double union = Area + other.Area - shared;
        return union > 0 ? shared / union : 0;
    }
}
