using IvifMl.Metrics;

namespace IvifMl;

/// <summary>Options of <c>ScoreFusion</c>. All but the cancellation travel in a saved model.</summary>
public sealed record FusionScoringOptions
{
    /// <summary>Default of <see cref="OutputColumnName"/>.</summary>
    public const string DefaultOutputColumnName = "FusionScore";

    /// <summary>The vector column to make.</summary>
    /// <value>The default value is <c>FusionScore</c>.</value>
    public string OutputColumnName { get; init; } = DefaultOutputColumnName;

    /// <summary>The fused image column.</summary>
    /// <value>The default value is <c>Fused</c>.</value>
    public string FusedColumnName { get; init; } = FusionOptions.DefaultOutputColumnName;

    /// <summary>The infrared image column, of the same size.</summary>
    /// <value>The default value is <c>Infrared</c>.</value>
    public string InfraredColumnName { get; init; } = FusionOptions.DefaultInfraredColumnName;

    /// <summary>The visible image column, of the same size.</summary>
    /// <value>The default value is <c>Visible</c>.</value>
    public string VisibleColumnName { get; init; } = FusionOptions.DefaultVisibleColumnName;

    /// <summary>Which metrics, and which variant of each; a slot a metric, in its order.</summary>
    /// <value>The default value is <see cref="MetricProfile.Strict"/>.</value>
    public MetricProfile Profile { get; init; } = MetricProfile.Strict;

    /// <summary>
    /// Cancels reading of the scored data: the next row is an <see cref="OperationCanceledException"/>. Where further steps of
    /// ML.NET follow, they pass it on as the innermost exception of their own, after the rows they had read ahead. Not saved.
    /// </summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A column name is empty, or the profile has no metric or one twice.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(OutputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(FusedColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(InfraredColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(VisibleColumnName);
        ProfileSettings.Validate(Profile);
    }
}
