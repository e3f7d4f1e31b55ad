using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IvifMl.Imaging;

namespace IvifMl.Evaluation.Tests.Report;

public sealed partial class HtmlReportTests(ReportFixture fixture) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task NamesAreTextWhereverTheyStand()
    {
        string html = await MakeAsync();
        Assert.Contains(WebUtility.HtmlEncode(ReportFixture.OddName), html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"Odd\"", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "</script>"));
    }

    [Fact]
    public async Task ThePageNamesNoOtherAddress()
    {
        string html = await MakeAsync();
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.All(Source().Matches(html).Select(m => m.Groups[1].Value), source => Assert.StartsWith("data:image/jpeg;base64,", source, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EveryScoredPictureIsThereWholeAndAsACrop()
    {
        string html = await MakeAsync();

        // Sources are shown once: three pairs with infrared, visible, two methods, average and maximum, less one missing picture.
        byte[][] pictures = [.. Source().Matches(html).Select(m => Convert.FromBase64String(m.Groups[1].Value.Split(',')[1]))];
        Assert.Equal(((3 * 6) - 1) * 2, pictures.Length);
        RasterImage[] decoded = [.. pictures.Select(p => ImageCodecs.Default.Decode(p, "picture"))];
        Assert.Equal(pictures.Length / 2, decoded.Count(p => (p.Width, p.Height) == (40, 32)));
        Assert.Equal(pictures.Length / 2, decoded.Count(p => (p.Width, p.Height) == (20, 16)));
        Assert.Contains("<b>plain</b> has no picture of 1 pairs: p2", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBoundOnPicturesKeepsFirstAndLastPair()
    {
        string html = await MakeAsync(new HtmlReportOptions { PictureWidth = 40, MaximumPictures = 16 });
        Assert.Contains("<option>p0</option><option>p2</option>", html, StringComparison.Ordinal);
        Assert.Contains("2 of 3 pairs", html, StringComparison.Ordinal);
        Assert.Contains("This report has no pictures.", await MakeAsync(new HtmlReportOptions { MaximumPictures = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BytesDoNotDependOnParallelism()
        => Assert.Equal(
            await MakeAsync(new HtmlReportOptions { PictureWidth = 40, Parallelism = 1 }), await MakeAsync(new HtmlReportOptions { PictureWidth = 40, Parallelism = 4 }));

    [Fact]
    public void DefaultsAreAsDocumentedAndValid()
    {
        HtmlReportOptions options = new();
        Assert.Equal((240, 500, 82, "Fusion evaluation"), (options.PictureWidth, options.MaximumPictures, options.JpegQuality, options.Title));
        options.Validate();
        foreach (HtmlReportOptions bad in (HtmlReportOptions[])[options with { PictureWidth = 31 }, options with { MaximumPictures = -1 }, options with { JpegQuality = 0 }, options with { Parallelism = 0 }])
        {
            Assert.Throws<ArgumentException>(bad.Validate);
        }
    }

    private async Task<string> MakeAsync(HtmlReportOptions? options = null)
        => Encoding.UTF8.GetString(await HtmlReport.ToBytesAsync(fixture.Result, fixture.Pairs, fixture.Methods, options ?? new HtmlReportOptions { PictureWidth = 40 }));

    [GeneratedRegex(" src=\"([^\"]*)\"")]
    private static partial Regex Source();
}
