using System.Globalization;
using System.Text;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>The report's pictures: a strip a pair, a card a method.</summary>
internal static class PictureSection
{
    /// <summary>Scores that a card shows before all of them are asked for.</summary>
    private const int Shown = 9;

    public static string Write(ReportData data, IReadOnlyList<PairPictures> pairs)
    {
        if (pairs.Count == 0)
        {
            return "<p class=\"empty\">This report has no pictures.</p>";
        }

        StringBuilder html = new();
        Bar(html, data, pairs);
        foreach (PairPictures pair in pairs)
        {
            Strip(html, data, pair);
        }

        return html.ToString();
    }

    private static void Bar(StringBuilder html, ReportData data, IReadOnlyList<PairPictures> pairs)
    {
        html.Append("""<div class="bar" role="group" aria-label="Pictures"><button type="button" id="previous" aria-label="Previous pair">←</button><label>Pair <select id="pair">""");
        foreach (PairPictures pair in pairs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<option>{HtmlTemplate.Escape(pair.Scores.Name)}</option>");
        }

        html.Append("""</select></label><button type="button" id="next" aria-label="Next pair">→</button><output id="place" aria-live="polite"></output><label>Order by <select id="order"><option value="rank">mean rank</option><option value="here">rank on this pair</option>""");
        foreach (FusionMetric metric in data.Metrics)
        {
            html.Append(CultureInfo.InvariantCulture, $"<option value=\"{metric.ShortName()}\" data-dir=\"{(metric.Direction() == MetricDirection.HigherIsBetter ? -1 : 1)}\">{metric.ShortName()}</option>");
        }

        html.Append("</select></label>");
        html.Append(data.Metrics.Count > Shown ? """<label class="check"><input type="checkbox" id="all"> all metrics</label>""" : "");
        html.Append(pairs.Count < data.Result.Pairs.Count
            ? string.Create(CultureInfo.InvariantCulture, $"<small>{pairs.Count} of {data.Result.Pairs.Count} pairs, taken evenly, so that the file stays small</small>")
            : "");
        html.Append("</div>\n");
    }

    private static void Strip(StringBuilder html, ReportData data, PairPictures pair)
    {
        MethodScore[] scores = data.ScoresOf(pair.Scores);
        Marks[] marks = [.. data.Metrics.Select(metric => Marks.Of(data, metric, scores))];
        double[] ranks = RanksOf(data, scores);
        string name = HtmlTemplate.Escape(pair.Scores.Name);
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"strip\" data-pair=\"{name}\" aria-label=\"Pair {name}\" style=\"--x:{pair.Window.X * 100:F2}%;--y:{pair.Window.Y * 100:F2}%;--w:{pair.Window.Width * 100:F2}%;--h:{pair.Window.Height * 100:F2}%\"><h3>{name}</h3><div class=\"cards\">\n");
        foreach (Panel panel in pair.Sources)
        {
            Card(html, data, pair, panel, "source", scores, ranks, marks);
        }

        foreach (Panel panel in pair.Methods)
        {
            Card(html, data, pair, panel, data.Methods[panel.Place].Kind.ToString().ToLowerInvariant(), scores, ranks, marks);
        }

        html.Append("</div></section>\n");
    }

    private static void Card(StringBuilder html, ReportData data, PairPictures pair, Panel panel, string kind, MethodScore[] scores, double[] ranks, Marks[] marks)
    {
        string name = HtmlTemplate.Escape(panel.Name);
        bool scored = panel.Place >= 0 && scores[panel.Place].Score is not null;
        string rank = scored ? string.Create(CultureInfo.InvariantCulture, $"<span title=\"mean rank on this pair\">{ranks[panel.Place]:F1}</span>") : "";
        string where = string.Create(CultureInfo.InvariantCulture, $"width=\"{pair.Width}\" height=\"{pair.Height}\" loading=\"lazy\" decoding=\"async\"");
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"card\" data-kind=\"{kind}\" data-m=\"{panel.Place}\" data-here=\"{(scored ? ranks[panel.Place].ToString("R", CultureInfo.InvariantCulture) : "")}\"><header><h4>{name}</h4>{rank}</header>");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"whole\"><img alt=\"{name}, whole\" {where} src=\"data:image/jpeg;base64,{Convert.ToBase64String(panel.Whole)}\"><i></i></div><img class=\"crop\" alt=\"{name}, crop\" {where} src=\"data:image/jpeg;base64,{Convert.ToBase64String(panel.Crop)}\">");
        if (scored)
        {
            Scores(html, data, scores[panel.Place].Score!, panel.Place, marks);
        }

        html.Append("</article>\n");
    }

    private static void Scores(StringBuilder html, ReportData data, FusionScore score, int place, Marks[] marks)
    {
        html.Append("<dl>");
        for (int i = 0; i < data.Metrics.Count; i++)
        {
            FusionMetric metric = data.Metrics[i];
            string mark = marks[i].Best.Contains(place) ? "best" : marks[i].Worst.Contains(place) ? "worst" : "";
            string classes = string.Join(' ', ((string[])[mark, i >= Shown ? "more" : ""]).Where(c => c.Length > 0));
            string value = score[metric] is { } v && double.IsFinite(v) ? v.ToString("R", CultureInfo.InvariantCulture) : score[metric] is null ? "" : "Infinity";
            html.Append(CultureInfo.InvariantCulture, $"<div{(classes.Length > 0 ? $" class=\"{classes}\"" : "")}><dt>{metric.ShortName()}</dt><dd data-k=\"{metric.ShortName()}\" data-v=\"{value}\">{ScoreFormat.Text(score[metric])}{(mark.Length > 0 ? $"<span class=\"vh\"> {mark}</span>" : "")}</dd></div>");
        }

        html.Append("</dl>");
    }

    private static double[] RanksOf(ReportData data, MethodScore[] scores)
    {
        double[] ranks = new double[scores.Length];
        foreach (FusionMetric metric in data.Result.RankedBy)
        {
            double[] places = MeanRanks.OfValues([.. scores.Select(s => s.Score?[metric])], metric.Direction());
            for (int m = 0; m < ranks.Length; m++)
            {
                ranks[m] += places[m] / data.Result.RankedBy.Count;
            }
        }

        return ranks;
    }

    private sealed record Marks(HashSet<int> Best, HashSet<int> Worst)
    {
        public static Marks Of(ReportData data, FusionMetric metric, MethodScore[] scores)
        {
            (HashSet<int> best, HashSet<int> worst) = data.Extremes([.. scores.Select(s => s.Score?[metric])], metric);
            return new Marks(best, worst);
        }
    }
}
