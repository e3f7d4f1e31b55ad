using System.Globalization;
using System.Text;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>The report's ranking: a table that sorts by any column.</summary>
internal static class RankingSection
{
    public static string Write(ReportData data)
    {
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"""
            <table id="ranking-table">
            <caption><span>Means over {data.Result.Pairs.Count} pairs. The mean rank is over {string.Join(", ", data.Result.RankedBy.Select(m => m.ShortName()))}; 1 is best. Deeper cells rank higher in their column; best and worst method are marked, baselines are not. A star: undefined for some pairs.</span></caption>
            <thead><tr>
            """);
        Head(html, "Method", "name of the method", direction: 1, sorted: false);
        Head(html, "Rank", "mean rank, lower is better", direction: 1, sorted: true);
        foreach (FusionMetric metric in data.Metrics)
        {
            Head(html, $"{metric.ShortName()} {MetricText.ArrowOf(metric)}", $"{MetricText.NameOf(metric)}, {MetricText.DirectionOf(metric)}", metric.Direction() == MetricDirection.HigherIsBetter ? -1 : 1, sorted: false);
        }

        html.Append("</tr></thead>\n<tbody>\n");
        Column[] columns = [.. data.Metrics.Select((metric, i) => Column.Of(data, metric, i))];
        for (int place = 0; place < data.Methods.Count; place++)
        {
            Row(html, data, place, columns);
        }

        return html.Append("</tbody></table>").ToString();
    }

    private static void Head(StringBuilder html, string text, string title, int direction, bool sorted) => html.Append(
        CultureInfo.InvariantCulture,
        $"""<th scope="col" aria-sort="{(sorted ? "ascending" : "none")}"><button type="button" data-dir="{direction}" title="{HtmlTemplate.Escape(title)}">{HtmlTemplate.Escape(text)}<i aria-hidden="true"></i></button></th>""");

    private static void Row(StringBuilder html, ReportData data, int place, Column[] columns)
    {
        MethodSummary method = data.Methods[place];
        string name = HtmlTemplate.Escape(method.Name);
        double share = method.MeanRank is { } rank ? rank / data.Methods.Count : 0;
        html.Append(CultureInfo.InvariantCulture, $"""
            <tr data-m="{place}" data-kind="{Kind(method)}"><th scope="row" data-v="{name}"><button type="button" class="pick" aria-pressed="false" title="Mark {name} everywhere"><span>{name}</span></button>{Badge(method)}</th><td class="rank" data-v="{Value(method.MeanRank)}"><i aria-hidden="true" style="--s:{share:F3}"></i><span>{ScoreFormat.Rank(method.MeanRank)}</span></td>
            """);
        foreach (Column column in columns)
        {
            Cell(html, method, place, column);
        }

        html.Append("</tr>\n");
    }

    private static void Cell(StringBuilder html, MethodSummary method, int place, Column column)
    {
        double? value = column.Values[place];
        int undefined = method.Undefined[column.Index];
        string mark = column.Best.Contains(place) ? " class=\"best\"" : column.Worst.Contains(place) ? " class=\"worst\"" : "";
        string heat = value is null ? "" : string.Create(CultureInfo.InvariantCulture, $" style=\"--q:{column.Goodness[place]:F2}\"");
        string note = undefined == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" title=\"undefined for {undefined} of {method.Scored} pairs\"");
        html.Append(CultureInfo.InvariantCulture, $"<td data-v=\"{Value(value)}\"{mark}{heat}{note}>{ScoreFormat.Text(value)}{(value is not null && undefined > 0 ? "*" : "")}{Spoken(mark)}</td>");
    }

    private static string Spoken(string mark) => mark.Length == 0 ? "" : mark.Contains("best", StringComparison.Ordinal) ? "<span class=\"vh\"> best</span>" : "<span class=\"vh\"> worst</span>";

    private static string Kind(MethodSummary method) => method.Kind.ToString().ToLowerInvariant();

    private static string Badge(MethodSummary method) => method.Kind switch
    {
        MethodKind.Baseline => "<small>baseline</small>",
        MethodKind.Model => "<small>model</small>",
        _ => "",
    };

    private static string Value(double? value) => value?.ToString("R", CultureInfo.InvariantCulture).Replace("∞", "Infinity", StringComparison.Ordinal) ?? "";

    /// <summary>One metric's means, with how good each is: 1 for the first place, 0 for the last.</summary>
    private sealed record Column(int Index, double?[] Values, double[] Goodness, HashSet<int> Best, HashSet<int> Worst)
    {
        public static Column Of(ReportData data, FusionMetric metric, int index)
        {
            double?[] values = [.. data.Methods.Select(m => m.Mean?[metric])];
            double[] ranks = MeanRanks.OfValues(values, metric.Direction());
            (HashSet<int> best, HashSet<int> worst) = data.Extremes(values, metric);
            return new Column(index, values, [.. ranks.Select(r => values.Length < 2 ? 1 : (values.Length - r) / (values.Length - 1))], best, worst);
        }
    }
}
