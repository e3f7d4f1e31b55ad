using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>Makes the report's small pictures of one size.</summary>
internal sealed class PictureScaler
{
    private readonly HtmlReportOptions _options;

    public PictureScaler(int height, int width, HtmlReportOptions options)
    {
        _options = options;
        Width = Math.Min(width, options.PictureWidth);
        Height = Math.Max(1, (int)Math.Round((double)height * Width / width));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The luminance in the size of the small picture.</summary>
    public Plane Luminance(RasterImage picture) => PlaneResizer.Resize(Bt601.Luminance(picture), Height, Width, ResizeKernel.Area);

    /// <summary>The small picture, and its crop from the full one.</summary>
    public Panel Panel(int place, string name, RasterImage picture, CropWindow window)
    {
        RasterImage rgb = RasterConversion.ToRgb8(picture);
        return new Panel(place, name, Encode(rgb), Encode(Crop(rgb, window)));
    }

    private static RasterImage Crop(RasterImage rgb, CropWindow window)
    {
        int height = Math.Max(1, (int)Math.Round(window.Height * rgb.Height));
        int width = Math.Max(1, (int)Math.Round(window.Width * rgb.Width));
        int top = Math.Min((int)Math.Round(window.Y * rgb.Height), rgb.Height - height);
        int left = Math.Min((int)Math.Round(window.X * rgb.Width), rgb.Width - width);
        RasterImage crop = new(height, width, 3);
        for (int y = 0; y < height; y++)
        {
            rgb.Bytes.Slice((((top + y) * rgb.Width) + left) * 3, width * 3).CopyTo(crop.Bytes[(y * width * 3)..]);
        }

        return crop;
    }

    private byte[] Encode(RasterImage rgb)
    {
        RasterImage small = rgb.Width > Width ? RasterResizer.Resize(rgb, Math.Max(1, (int)Math.Round((double)rgb.Height * Width / rgb.Width)), Width, ResizeKernel.Area) : rgb;
        return ImageCodecs.Default.Encode(small, ImageFormat.Jpeg, new EncodeOptions { JpegQuality = _options.JpegQuality });
    }
}
