namespace IvifMl.Imaging;

/// <summary>A sheet of pictures in rows and columns with captions, such as infrared | visible | fused, a row per pair.</summary>
public sealed class ContactSheet
{
    private const int Margin = 8;
    private const int TextScale = 2;
    private const int CaptionHeight = (Drawing.TextHeight * TextScale) + Margin;

    private readonly string[] _columns;
    private readonly List<(string Caption, RasterImage[] Pictures)> _rows = [];

    /// <summary>An empty sheet.</summary>
    /// <param name="columns">The heading of each column, at least one.</param>
    /// <exception cref="ArgumentException">No column.</exception>
    public ContactSheet(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = columns.Count > 0 ? [.. columns] : throw new ArgumentException("A contact sheet needs at least one column.", nameof(columns));
    }

    /// <summary>The longest side of a picture on the sheet, in pixels; larger ones are scaled down, smaller ones kept.</summary>
    /// <value>The default is 360.</value>
    public int PictureSide { get; init; } = 360;

    /// <summary>Adds a row.</summary>
    /// <param name="caption">What stands above the row.</param>
    /// <param name="pictures">A picture per column.</param>
    /// <returns>This sheet.</returns>
    /// <exception cref="ArgumentException">Another number of pictures than of columns.</exception>
    public ContactSheet Add(string caption, params IReadOnlyList<RasterImage> pictures)
    {
        ArgumentNullException.ThrowIfNull(caption);
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count != _columns.Length)
        {
            throw new ArgumentException($"The sheet has {_columns.Length} columns ({string.Join(", ", _columns)}), not {pictures.Count}.", nameof(pictures));
        }

        _rows.Add((caption, [.. pictures.Select(Fit)]));
        return this;
    }

    /// <summary>Draws the sheet.</summary>
    /// <returns>An 8-bit RGB image.</returns>
    public RasterImage Draw()
    {
        int[] widths = [.. _columns.Select((heading, i) => _rows.Select(row => row.Pictures[i].Width).Append(Drawing.TextWidth(heading, TextScale)).Max())];
        int caption = _rows.Select(row => Drawing.TextWidth(row.Caption, TextScale)).DefaultIfEmpty(0).Max();
        int width = Math.Max(widths.Sum() + (Margin * (widths.Length - 1)), caption) + (2 * Margin);
        int height = Margin + CaptionHeight + _rows.Sum(row => CaptionHeight + row.Pictures.Max(picture => picture.Height) + Margin);
        RasterImage sheet = new(height, width, 3);
        sheet.Bytes.Fill(24);
        int x = Margin;
        for (int i = 0; i < _columns.Length; i++)
        {
            Drawing.Text(sheet, _columns[i], x, Margin, (255, 255, 255), TextScale);
            x += widths[i] + Margin;
        }

        int y = Margin + CaptionHeight;
        foreach ((string text, RasterImage[] pictures) in _rows)
        {
            Drawing.Text(sheet, text, Margin, y, (170, 200, 230), TextScale);
            y += CaptionHeight;
            x = Margin;
            for (int i = 0; i < pictures.Length; i++)
            {
                Drawing.Paste(sheet, pictures[i], x, y);
                x += widths[i] + Margin;
            }

            y += pictures.Max(picture => picture.Height) + Margin;
        }

        return sheet;
    }

    private RasterImage Fit(RasterImage picture)
    {
        RasterImage rgb = RasterConversion.ToRgb8(picture);
        double scale = (double)PictureSide / Math.Max(rgb.Width, rgb.Height);
        return scale >= 1 ? rgb
            : RasterResizer.Resize(rgb, Math.Max(1, (int)Math.Round(rgb.Height * scale)), Math.Max(1, (int)Math.Round(rgb.Width * scale)), ResizeKernel.Area);
    }
}
