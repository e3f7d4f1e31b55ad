namespace IvifMl.Metrics;

/// <summary>Which way a metric points.</summary>
public enum MetricDirection
{
    /// <summary>Higher is better.</summary>
    HigherIsBetter,

    /// <summary>Lower is better.</summary>
    LowerIsBetter,
}
