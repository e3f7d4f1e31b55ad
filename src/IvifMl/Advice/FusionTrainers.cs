using Microsoft.ML;

namespace IvifMl;

/// <summary>Trainers of fusion: <c>mlContext.Fusion.Trainers</c>. Other packages add theirs as extension methods.</summary>
public sealed class FusionTrainers
{
    internal FusionTrainers(MLContext context) => Context = context;

    /// <summary>The context that logs and seeds.</summary>
    public MLContext Context { get; }

    /// <summary>
    /// Learns, from statistics of a pair that are known before it is fused, which of several fusion models will score best, with one FastTree
    /// regression a candidate.
    /// </summary>
    /// <param name="candidates">At least two models to choose from, of different names.</param>
    public AdvisorTrainer Advisor(params FusionCandidate[] candidates) => Advisor(new AdvisorOptions { Candidates = candidates });

    /// <inheritdoc cref="Advisor(FusionCandidate[])" path="/summary"/>
    /// <param name="options">All that can be chosen.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public AdvisorTrainer Advisor(AdvisorOptions options) => new(Context, options);
}

/// <content>Training.</content>
public sealed partial class FusionCatalog
{
    private FusionTrainers? _trainers;

    /// <summary>What learns from pairs; the same catalog at each call.</summary>
    public FusionTrainers Trainers => _trainers ??= new FusionTrainers(_context);
}
