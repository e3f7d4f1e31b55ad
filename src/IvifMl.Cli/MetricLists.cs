using IvifMl.Metrics;

namespace IvifMl.Cli;

/// <summary>Lists of metrics as options have them.</summary>
internal static class MetricLists
{
    private const string Common = "common";

    /// <summary>A profile with only the metrics of a list, in the list's order; the profile itself where there is no list.</summary>
    public static MetricProfile Restrict(MetricProfile profile, string? list) => list is null ? profile : profile with { Metrics = Parse("--metrics", list, profile) };

    /// <summary>The metrics of a list: short names separated by commas, or <c>common</c>.</summary>
    /// <exception cref="ArgumentException">A name is unknown or not in the profile.</exception>
    public static FusionMetric[] Parse(string option, string list, MetricProfile profile)
    {
        FusionMetric[] metrics =
        [
            .. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(name => name.Equals(Common, StringComparison.OrdinalIgnoreCase)
                    ? profile.Metrics.Intersect(MetricProfile.CommonMetrics)
                    : [Find(option, name, profile)])
                .Distinct(),
        ];
        return metrics.Length > 0 ? metrics : throw new ArgumentException($"{option} is empty. {Choice(profile)}");
    }

    private static FusionMetric Find(string option, string name, MetricProfile profile)
        => FusionMetricExtensions.FromShortName(name) is { } metric && profile.Metrics.Contains(metric)
            ? metric
            : throw new ArgumentException($"{option} has '{name}', which profile '{profile.Name}' does not score. {Choice(profile)}");

    private static string Choice(MetricProfile profile) => $"Choose from: {Common}, {string.Join(", ", profile.Metrics.Select(m => m.ShortName()))}.";
}
