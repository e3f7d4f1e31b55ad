using System.Globalization;
using System.Net;
using System.Text;
using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>A page that shows a training: curves of the loss, its terms and the validation as SVG, and sample pictures by step. Opens offline.</summary>
internal static class CurvesPage
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "training.html";

    /// <summary>The folder of sample pictures beside the page.</summary>
    public const string SampleFolder = "samples";

    private const int Width = 360;
    private const int Height = 150;

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1d2430;--faint:#6b7585;--paper:#fff;--card:#f4f6f9;--line:#2563eb}
        @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--faint:#98a2b3;--paper:#12161d;--card:#1b212b;--line:#7aa2ff}}
        body{margin:2rem auto;max-width:76rem;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        .curves{display:grid;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));gap:1rem}
        figure{margin:0;padding:.75rem;background:var(--card);border-radius:.6rem}
        figcaption{font-weight:600}figcaption span{color:var(--faint);font-weight:400}
        svg{width:100%;height:auto}polyline{fill:none;stroke:var(--line);stroke-width:1.5}svg text{fill:var(--faint);font-size:10px}
        img{max-width:100%;border-radius:.4rem}p{color:var(--faint)}
        """;

    /// <summary>Writes the page.</summary>
    public static void Write(string folder, string title, string samplesCaption, TrainingHistory history)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title>\n<style>{Style}</style>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n<p>{history.Rows.Count} reports, up to step {(history.Rows.Count == 0 ? 0 : history.Rows[^1].Step)}.</p>\n<div class=\"curves\">\n");
        Curve(page, "Loss", [.. history.Rows.Select(row => (row.Step, row.Loss))]);
        Curve(page, "Validation", [.. history.Rows.Where(row => row.Validation is not null).Select(row => (row.Step, row.Validation!.Value))]);
        for (int i = 0; i < history.Terms.Count; i++)
        {
            Curve(page, history.Terms[i], [.. history.Rows.Select(row => (row.Step, row.Terms[i]))]);
        }

        Curve(page, "Learning rate", [.. history.Rows.Select(row => (row.Step, row.Rate))]);
        page.Append(CultureInfo.InvariantCulture, $"</div>\n<h2>Samples</h2>\n<p>{WebUtility.HtmlEncode(samplesCaption)}</p>\n");
        string samples = Path.Combine(folder, SampleFolder);
        string[] files = Directory.Exists(samples) ? Directory.GetFiles(samples, "*.png") : [];
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            page.Append(CultureInfo.InvariantCulture, $"<h3>Step {name.TrimStart('0')}</h3>\n<img loading=\"lazy\" alt=\"Samples after step {name.TrimStart('0')}\" src=\"{SampleFolder}/{name}.png\">\n");
        }

        page.Append("</html>\n");
        AtomicFile.Write(Path.Combine(folder, FileName), Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static void Curve(StringBuilder page, string name, (long Step, double Value)[] points)
    {
        if (points.Length == 0)
        {
            return;
        }

        double low = points.Min(point => point.Value);
        double high = points.Max(point => point.Value);
        double span = high > low ? high - low : 1;
        double last = Math.Max(1, points[^1].Step);
        IEnumerable<string> places = points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{point.Step / last * Width:F1},{Height - ((point.Value - low) / span * Height):F1}"));
        page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{name} <span>{points[0].Value:G4} → {points[^1].Value:G4}</span></figcaption>");
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"-4 -12 {Width + 8} {Height + 28}\" role=\"img\" aria-label=\"{name}\"><polyline points=\"{string.Join(' ', places)}\"/>");
        page.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"-3\">{high:G4}</text><text x=\"0\" y=\"{Height + 12}\">{low:G4}</text><text x=\"{Width}\" y=\"{Height + 12}\" text-anchor=\"end\">step {points[^1].Step}</text></svg></figure>\n");
    }
}
