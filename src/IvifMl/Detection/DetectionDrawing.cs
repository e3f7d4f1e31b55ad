using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Metrics;

namespace IvifMl;

/// <summary>Detections drawn on a picture.</summary>
public static class DetectionDrawing
{
    /// <summary>Rows of a picture per pixel of a line's thickness.</summary>
    private const int RowsALine = 300;

    /// <summary>Rows of a picture per pixel of a font pixel.</summary>
    private const int RowsAScale = 600;

    private const int Margin = 1;

    /// <summary>Colours that tell apart on dark and bright ground; a class has one of them by its name.</summary>
    private static readonly (byte R, byte G, byte B)[] Colours =
        [(255, 214, 0), (0, 230, 118), (64, 196, 255), (255, 110, 64), (234, 128, 252), (118, 255, 3), (255, 82, 130), (24, 255, 255)];

    /// <summary>A copy of the picture with a box and the class and score of each detection, the surest on top.</summary>
    /// <param name="picture">Any depth; it is shown as <see cref="RasterConversion.ToRgb8"/> tells.</param>
    /// <param name="detections">Boxes in pixels of the picture; what lies outside is cut off.</param>
    /// <returns>8-bit RGB of the picture's size.</returns>
    public static RasterImage Draw(RasterImage picture, IEnumerable<DetectedBox> detections)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(detections);
        RasterImage drawn = new(picture.Height, picture.Width, 3);
        Drawing.Paste(drawn, picture, 0, 0);
        int thickness = 1 + (picture.Height / RowsALine);
        int scale = 1 + (picture.Height / RowsAScale);
        foreach (DetectedBox detection in detections.OrderBy(d => d.Score))
        {
            (byte R, byte G, byte B) colour = ColourOf(detection.Label);
            (int left, int top) = ((int)Math.Round(detection.Box.Left), (int)Math.Round(detection.Box.Top));
            (int width, int height) = ((int)Math.Round(detection.Box.Right) - left, (int)Math.Round(detection.Box.Bottom) - top);
            Drawing.Rectangle(drawn, left, top, width, height, colour, thickness);
            Caption(drawn, string.Create(CultureInfo.InvariantCulture, $"{detection.Label} {detection.Score:F2}"), left, top, colour, scale);
        }

        return drawn;
    }

    // Above the box, or inside it where there is no room above; never beyond the picture's right edge where it fits.
    private static void Caption(RasterImage drawn, string text, int left, int top, (byte R, byte G, byte B) colour, int scale)
    {
        int height = (Drawing.TextHeight * scale) + (2 * Margin);
        int width = Drawing.TextWidth(text, scale) + (2 * Margin);
        int x = Math.Max(0, Math.Min(left, drawn.Width - width));
        int y = top >= height ? top - height : Math.Max(0, top);
        Drawing.Fill(drawn, x, y, width, height, colour);
        Drawing.Text(drawn, text, x + Margin, y + Margin, (0, 0, 0), scale);
    }

    private static (byte R, byte G, byte B) ColourOf(string label)
    {
        // FNV-1a: the same colour in every process, which string hashes do not give.
        uint hash = 2166136261;
        foreach (char character in label)
        {
            hash = (hash ^ character) * 16777619;
        }

        return Colours[hash % Colours.Length];
    }
}
