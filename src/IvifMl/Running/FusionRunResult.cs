namespace IvifMl;

/// <summary>What became of a pair.</summary>
public enum PairOutcome
{
    /// <summary>Fused and written.</summary>
    Fused = 0,

    /// <summary>Finished by an earlier run and unchanged since.</summary>
    Skipped = 1,

    /// <summary>Not fused; <see cref="PairResult.Error"/> says why.</summary>
    Failed = 2,
}

/// <summary>What became of one pair, and where its time went.</summary>
/// <param name="Name">The pair's name.</param>
/// <param name="OutputPath">The fused picture's file.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Decode">Reading both files.</param>
/// <param name="Score">Tone mapping, luminance, the graph and colours.</param>
/// <param name="Encode">Writing the picture.</param>
public sealed record PairResult(
    string Name, string OutputPath, PairOutcome Outcome, string? Error = null, TimeSpan Decode = default, TimeSpan Score = default, TimeSpan Encode = default);

/// <summary>Told of each pair when it is done.</summary>
/// <param name="Done">Pairs done so far, this one included.</param>
/// <param name="Total">Pairs in the run.</param>
/// <param name="Pair">The pair.</param>
public sealed record FusionProgress(int Done, int Total, PairResult Pair);

/// <summary>What became of a run.</summary>
/// <param name="Pairs">The pairs that were done, in the order they were given.</param>
/// <param name="WasCancelled">Whether the run was stopped before its end.</param>
/// <param name="Elapsed">Time from the first pair to the last.</param>
public sealed record FusionRunResult(IReadOnlyList<PairResult> Pairs, bool WasCancelled, TimeSpan Elapsed)
{
    /// <summary>Pairs fused.</summary>
    public int Fused => Count(PairOutcome.Fused);

    /// <summary>Pairs skipped.</summary>
    public int Skipped => Count(PairOutcome.Skipped);

    /// <summary>Pairs failed.</summary>
    public int Failed => Count(PairOutcome.Failed);

    private int Count(PairOutcome outcome) => Pairs.Count(p => p.Outcome == outcome);
}
