using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Evaluation.Tests.Report;

/// <summary>The report in a real browser: what its script does, and that it asks nothing of the network.</summary>
public sealed class BrowserTests(ReportFixture fixture) : IClassFixture<ReportFixture>
{
    [SkippableFact]
    public async Task ItSortsShowsPairsAndChangesColoursWithoutNetworkOrErrors()
    {
        string check = await File.ReadAllTextAsync(Repository.PathOf("tests", "IvifMl.Evaluation.Tests", "Report", "check.js"));
        string page = await WriteAsync("checked.html", html => html
            .Replace("</title>", "</title><script>window.violations = 0; addEventListener('securitypolicyviolation', () => window.violations++);</script>", StringComparison.Ordinal)
            .Replace("</body>", $"<script>{check}</script></body>", StringComparison.Ordinal));
        (string dom, string[] console) = Chromium.Open(page, "--dump-dom");

        Assert.Empty(console);
        JsonElement result = Result(dom);
        Assert.Equal(0, result.GetProperty("violations").GetInt32());
        Assert.Empty(Texts(result, "requests"));
        Assert.Equal("ascending", result.GetProperty("sorted0").GetString());
        Assert.Equal(Numbers(result, "ranks").Order(), Numbers(result, "ranks"));

        Assert.True(result.GetProperty("focusable").GetBoolean());
        Assert.Equal(("descending", "ascending", 1), (result.GetProperty("sort").GetString(), result.GetProperty("reverse").GetString(), result.GetProperty("sorts").GetInt32()));
        Assert.Equal(6, Numbers(result, "entropies").Length);
        Assert.Equal(Numbers(result, "entropies").OrderDescending(), Numbers(result, "entropies"));
        Assert.Equal(Numbers(result, "entropies").Order(), Numbers(result, "reversed"));
        Assert.Equal(["", ""], Texts(result, "undefinedLast")[^2..]);

        Assert.Equal(("p0", "p1", "p2"), (result.GetProperty("first").GetString(), result.GetProperty("second").GetString(), result.GetProperty("last").GetString()));
        Assert.Equal(3, Numbers(result, "errors").Length);
        Assert.Equal(Numbers(result, "errors").Order(), Numbers(result, "errors"));

        // The row of the table, a box plot for each of ten metrics, and a card in each strip that has one.
        Assert.InRange(result.GetProperty("marked").GetInt32(), 1 + 10 + 2, 1 + 10 + 3);
        Assert.Equal(("rgb(246, 245, 242)", "rgb(19, 20, 22)"), (result.GetProperty("light").GetString(), result.GetProperty("dark").GetString()));
        Assert.Equal(0, result.GetProperty("broken").GetInt32());
    }

    [SkippableFact]
    public async Task ItIsDrawnLightAndDark()
    {
        byte light = await CornerOfAsync("light");
        byte dark = await CornerOfAsync("dark");
        Assert.True(light > 200 && dark < 60, $"light {light}, dark {dark}");
    }

    private static JsonElement Result(string dom)
    {
        const string attribute = "data-check=\"";
        int start = dom.IndexOf(attribute, StringComparison.Ordinal);
        Assert.True(start >= 0, "The check did not come to its end.");
        start += attribute.Length;
        return JsonDocument.Parse(WebUtility.HtmlDecode(dom[start..dom.IndexOf('"', start)])).RootElement;
    }

    private static string[] Texts(JsonElement result, string name) => [.. result.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    private static double[] Numbers(JsonElement result, string name) => [.. Texts(result, name).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];

    private async Task<byte> CornerOfAsync(string theme)
    {
        string page = await WriteAsync(theme + ".html", html => html.Replace("setTheme(theme in themes ? theme : \"auto\")", $"setTheme(\"{theme}\")", StringComparison.Ordinal));
        string picture = Path.Combine(fixture.Folder, theme + ".png");
        Chromium.Open(page, "--window-size=1200,900", $"--screenshot={picture}");
        RasterImage image = ImageCodecs.Default.Read(picture);
        Assert.Equal((1200, 900), (image.Width, image.Height));
        return image.Bytes[((image.Height / 2 * image.Width) + 3) * image.Channels];
    }

    private async Task<string> WriteAsync(string name, Func<string, string> change)
    {
        string html = Encoding.UTF8.GetString(await HtmlReport.ToBytesAsync(fixture.Result, fixture.Pairs, fixture.Methods, new HtmlReportOptions { PictureWidth = 40 }));
        string changed = change(html);
        Assert.NotEqual(html, changed);
        string path = Path.Combine(fixture.Folder, name);
        await File.WriteAllTextAsync(path, changed);
        return path;
    }
}
