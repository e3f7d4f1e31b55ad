using System.Globalization;
using System.Text;
using IvifMl.Metrics;

namespace IvifMl.Evaluation;

/// <summary>Box plots of one metric as SVG, the methods from top to bottom as they rank.</summary>
internal static class BoxPlot
{
    private const int Width = 400;
    private const int LabelWidth = 104;
    private const int RowHeight = 16;
    private const int AxisHeight = 22;
    private const int Margin = 10;
    private const int LongestLabel = 16;

    public static string Draw(ReportData data, FusionMetric metric, BoxStatistics?[] boxes)
    {
        BoxStatistics[] drawn = [.. boxes.OfType<BoxStatistics>()];
        if (drawn.Length == 0)
        {
            return "<p class=\"empty\">Undefined for every picture.</p>";
        }

        double low = drawn.Min(b => b.Outliers.Append(b.Low).Min());
        double high = drawn.Max(b => b.Outliers.Append(b.High).Max());
        double pad = high > low ? (high - low) * 0.02 : Math.Max(1e-3, Math.Abs(low) * 0.1);
        Axis axis = new(low - pad, high + pad);
        int height = (boxes.Length * RowHeight) + AxisHeight;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{HtmlTemplate.Escape(Summary(data, metric, boxes))}\">");
        foreach (double tick in AxisTicks.Between(axis.Low, axis.High))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{axis.At(tick):F1} 0V{height - AxisHeight + 3}\"/><text class=\"tick\" x=\"{axis.At(tick):F1}\" y=\"{height - 5}\">{tick.ToString("0.######", CultureInfo.InvariantCulture)}</text>");
        }

        for (int m = 0; m < boxes.Length; m++)
        {
            Row(svg, data.Methods[m], m, boxes[m], axis);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Row(StringBuilder svg, MethodSummary method, int place, BoxStatistics? box, Axis axis)
    {
        double y = (place * RowHeight) + (RowHeight / 2.0);
        string kind = method.Kind.ToString().ToLowerInvariant();
        string label = method.Name.Length > LongestLabel ? method.Name[..(LongestLabel - 1)] + "…" : method.Name;
        svg.Append(CultureInfo.InvariantCulture, $"<g data-m=\"{place}\" data-kind=\"{kind}\"><title>{HtmlTemplate.Escape(Describe(method, box))}</title><rect class=\"hit\" y=\"{place * RowHeight}\" width=\"{Width}\" height=\"{RowHeight}\"/><text class=\"name\" x=\"{LabelWidth - 6}\" y=\"{y + 3.5:F1}\">{HtmlTemplate.Escape(label)}</text>");
        if (box is not null)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"whisker\" d=\"M{axis.At(box.Low):F1} {y:F1}H{axis.At(box.Lower):F1}M{axis.At(box.Upper):F1} {y:F1}H{axis.At(box.High):F1}M{axis.At(box.Low):F1} {y - 3:F1}v6M{axis.At(box.High):F1} {y - 3:F1}v6\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" x=\"{axis.At(box.Lower):F1}\" y=\"{y - 5:F1}\" width=\"{Math.Max(1, axis.At(box.Upper) - axis.At(box.Lower)):F1}\" height=\"10\" rx=\"2\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"median\" d=\"M{axis.At(box.Median):F1} {y - 5:F1}v10\"/>");
            foreach (double outlier in box.Outliers)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"out\" cx=\"{axis.At(outlier):F1}\" cy=\"{y:F1}\" r=\"2\"/>");
            }
        }

        svg.Append("</g>");
    }

    private static string Describe(MethodSummary method, BoxStatistics? box) => box is null
        ? $"{method.Name}: undefined"
        : $"{method.Name}: median {ScoreFormat.Text(box.Median)}, quartiles {ScoreFormat.Text(box.Lower)} to {ScoreFormat.Text(box.Upper)}, mean {ScoreFormat.Text(box.Mean)}, {box.Count} pairs";

    private static string Summary(ReportData data, FusionMetric metric, BoxStatistics?[] boxes)
    {
        double sign = metric.Direction() == MetricDirection.HigherIsBetter ? 1 : -1;
        int best = Enumerable.Range(0, boxes.Length).Where(m => boxes[m] is not null).MaxBy(m => sign * boxes[m]!.Median);
        return $"Box plots of {metric.ShortName()} for {boxes.Length} methods; the best median is {data.Methods[best].Name}'s, {ScoreFormat.Text(boxes[best]!.Median)}.";
    }

    private sealed record Axis(double Low, double High)
    {
        public double At(double value) => LabelWidth + ((value - Low) / (High - Low) * (Width - LabelWidth - Margin));
    }
}
