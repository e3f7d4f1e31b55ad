using IvifMl.Metrics;

namespace IvifMl;

/// <summary>Options of <c>mlContext.Fusion.Evaluate</c> and <c>EvaluatePerImage</c>.</summary>
public sealed record FusionEvaluationOptions
{
    /// <summary>Default of <see cref="NameColumnName"/>.</summary>
    public const string DefaultNameColumnName = "Name";

    /// <summary>Which metrics, and which variant of each.</summary>
    /// <value>The default value is <see cref="MetricProfile.Strict"/>.</value>
    public MetricProfile Profile { get; init; } = MetricProfile.Strict;

    /// <summary>The text column with the images' names, for messages and for <c>EvaluatePerImage</c>. Data without it has no names.</summary>
    /// <value>The default value is <c>Name</c>.</value>
    public string NameColumnName { get; init; } = DefaultNameColumnName;

    /// <summary>Images that <c>Evaluate</c> scores at once; each holds its planes in memory. The result does not depend on it.</summary>
    /// <value>The default value is the number of processors.</value>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Hears of each image that <c>Evaluate</c> has scored, one at a time.</summary>
    /// <value>The default value is null.</value>
    public IProgress<EvaluationProgress>? Progress { get; init; }

    /// <summary>Stops at the next image with an <see cref="OperationCanceledException"/>.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">The profile has no metric or one twice, the name is empty, or Parallelism is below 1.</exception>
    public void Validate()
    {
        ProfileSettings.Validate(Profile);
        ArgumentException.ThrowIfNullOrWhiteSpace(NameColumnName);
        if (Parallelism < 1)
        {
            throw new ArgumentException($"Parallelism is {Parallelism}; at least one image must be in work.");
        }
    }
}
