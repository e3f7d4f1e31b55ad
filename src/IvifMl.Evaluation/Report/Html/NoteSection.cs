using System.Globalization;
using System.Text;

namespace IvifMl.Evaluation;

/// <summary>What the report has to say about pictures that were not scored; nothing where all were.</summary>
internal static class NoteSection
{
    private const int Listed = 50;

    public static string Write(ReportData data)
    {
        if (data.Result.IsComplete)
        {
            return "";
        }

        StringBuilder html = new("<section id=\"notes\" class=\"wrap\"><h2>Not scored</h2><p>Means and ranks of these methods are over the other pairs only.</p><ul>");
        foreach (MethodSummary method in data.Methods.Where(m => m.Missing.Count > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><b>{HtmlTemplate.Escape(method.Name)}</b> has no picture of {method.Missing.Count} pairs: {HtmlTemplate.Escape(string.Join(", ", method.Missing.Take(Listed)))}{(method.Missing.Count > Listed ? ", …" : "")}</li>");
        }

        foreach (PairScores pair in data.Result.Pairs)
        {
            foreach (MethodScore failed in pair.Methods.Where(m => m.Outcome == ScoreOutcome.Failed))
            {
                html.Append(CultureInfo.InvariantCulture, $"<li><b>{HtmlTemplate.Escape(failed.Method)}</b> failed on {HtmlTemplate.Escape(pair.Name)}: {HtmlTemplate.Escape(failed.Error!)}</li>");
            }
        }

        return html.Append("</ul></section>").ToString();
    }
}
