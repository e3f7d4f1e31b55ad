using IvifMl.Metrics;

namespace IvifMl;

/// <summary>Options of an advisor. Columns, candidates and what was learned travel in a saved model.</summary>
public sealed record AdvisorOptions
{
    /// <summary>Default of <see cref="ChosenColumnName"/>.</summary>
    public const string DefaultChosenColumnName = "Chosen";

    /// <summary>Default of <see cref="NumberOfTrees"/>.</summary>
    public const int DefaultNumberOfTrees = 60;

    /// <summary>Default of <see cref="NumberOfLeaves"/>.</summary>
    public const int DefaultNumberOfLeaves = 8;

    /// <summary>Default of <see cref="MinimumExampleCountPerLeaf"/>.</summary>
    public const int DefaultMinimumExampleCountPerLeaf = 8;

    /// <summary>Default of <see cref="LearningRate"/>.</summary>
    public const double DefaultLearningRate = 0.1;

    /// <summary>The models to choose from: at least two, of different names.</summary>
    /// <value>The default value is an empty list, which is refused.</value>
    public IReadOnlyList<FusionCandidate> Candidates { get; init; } = [];

    /// <summary>The text column to make, with the name of the candidate of the highest predicted score; null for none.</summary>
    /// <value>The default value is <c>Chosen</c>.</value>
    public string? ChosenColumnName { get; init; } = DefaultChosenColumnName;

    /// <summary>The vector column to make, with the predicted score of each candidate, 0 (worst) to 1 (best by every metric); null for none. Slots are named <c>Column.Candidate</c>.</summary>
    /// <value>The default value is null.</value>
    public string? ScoresColumnName { get; init; }

    /// <summary>The image column to make, fused by the chosen candidate and by no other; null for none.</summary>
    /// <value>The default value is null.</value>
    public string? FusedColumnName { get; init; }

    /// <summary>The infrared image column, tone-mapped to 8 bits.</summary>
    /// <value>The default value is <c>Infrared</c>.</value>
    public string InfraredColumnName { get; init; } = FusionOptions.DefaultInfraredColumnName;

    /// <summary>The visible image column.</summary>
    /// <value>The default value is <c>Visible</c>.</value>
    public string VisibleColumnName { get; init; } = FusionOptions.DefaultVisibleColumnName;

    /// <summary>By which metrics the candidates' pictures are ranked while learning; the target is the mean rank over them, turned into 0–1.</summary>
    /// <value>The default value is the nine common metrics of <see cref="MetricProfile.Strict"/>.</value>
    public MetricProfile Profile { get; init; } = MetricProfile.Strict with { Metrics = MetricProfile.CommonMetrics };

    /// <summary>Trees of each regression.</summary>
    /// <value>The default value is 60.</value>
    public int NumberOfTrees { get; init; } = DefaultNumberOfTrees;

    /// <summary>Leaves of a tree.</summary>
    /// <value>The default value is 8.</value>
    public int NumberOfLeaves { get; init; } = DefaultNumberOfLeaves;

    /// <summary>Pairs that a leaf must have seen.</summary>
    /// <value>The default value is 8.</value>
    public int MinimumExampleCountPerLeaf { get; init; } = DefaultMinimumExampleCountPerLeaf;

    /// <summary>Share of each tree's answer that is taken over.</summary>
    /// <value>The default value is 0.1.</value>
    public double LearningRate { get; init; } = DefaultLearningRate;

    /// <summary>The trees' seed.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Cancels learning and reading at the next row. Not saved.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The columns that the transformer adds.</summary>
    internal IEnumerable<string> Outputs => ((string?[])[ChosenColumnName, ScoresColumnName, FusedColumnName]).OfType<string>();

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A name is empty or twice, there are fewer than two candidates, no column is to be made, or a number is out of range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Candidates);
        ArgumentException.ThrowIfNullOrWhiteSpace(InfraredColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(VisibleColumnName);
        ProfileSettings.Validate(Profile);
        string[] names = [.. Candidates.Select(c => c.Name)];
        if (names.Length < 2 || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            throw new ArgumentException($"An advisor chooses among at least two candidates of different names; given are {(names.Length == 0 ? "none" : string.Join(", ", names))}.");
        }

        string[] outputs = [.. Outputs];
        if (outputs.Length == 0 || outputs.Any(string.IsNullOrWhiteSpace) || outputs.Distinct(StringComparer.Ordinal).Count() != outputs.Length)
        {
            throw new ArgumentException("An advisor needs a name for at least one of the columns Chosen, Scores and Fused, and different names for them.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(NumberOfTrees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NumberOfLeaves, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumExampleCountPerLeaf, 1);
        if (!(LearningRate > 0 && LearningRate <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate must be above 0 and at most 1.");
        }
    }
}
