using System.Globalization;
using System.Text;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>The report's distributions: a figure with box plots a metric, a row a method.</summary>
internal static class DistributionSection
{
    public static string Write(ReportData data)
    {
        MethodScore[][] scores = [.. data.Result.Pairs.Select(data.ScoresOf)];
        StringBuilder html = new();
        foreach (FusionMetric metric in data.Metrics)
        {
            BoxStatistics?[] boxes = [.. Enumerable.Range(0, data.Methods.Count).Select(m => BoxStatistics.Of(scores.Select(pair => pair[m].Score?[metric])))];
            html.Append(CultureInfo.InvariantCulture, $"""
                <figure class="plot"><figcaption><b>{metric.ShortName()}</b> <span>{HtmlTemplate.Escape(MetricText.NameOf(metric))}</span> <small>{MetricText.ArrowOf(metric)} {MetricText.DirectionOf(metric)}</small></figcaption>
                {BoxPlot.Draw(data, metric, boxes)}</figure>

                """);
        }

        return html.ToString();
    }
}
