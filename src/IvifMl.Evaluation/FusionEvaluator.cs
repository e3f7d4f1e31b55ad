using System.Diagnostics;
using IvifMl.Imaging;
using IvifMl.Metrics;

// The ONNX scoring of the product has the same short name.

namespace IvifMl.Evaluation;

/// <summary>Scores methods over pairs of files and ranks them. Pairs run in parallel, the methods of a pair one after the other.</summary>
public static class FusionEvaluator
{
    /// <summary>Scores every method's picture of every pair. A picture that is missing or fails does not stop the others.</summary>
    /// <param name="pairs">The pairs; their names must differ.</param>
    /// <param name="methods">The methods, baselines included; their names must differ.</param>
    /// <param name="options">Options; defaults where null.</param>
    /// <returns>The scores in the order of pairs and methods, and the ranking.</returns>
    /// <exception cref="ArgumentException">There is no pair, two have one name, or an option is out of range.</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public static async Task<EvaluationResult> RunAsync(IReadOnlyList<ImagePair> pairs, IReadOnlyList<EvaluationMethod> methods, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(methods);
        options ??= new EvaluationOptions();
        options.Validate();
        RequireDifferent(pairs.Select(p => p.Name), "pairs");
        RequireDifferent(methods.Select(m => m.Name), "methods");
        var watch = Stopwatch.StartNew();
        PairScores?[] results = new PairScores?[pairs.Count];
        if (options.JournalFolder is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using ScoreJournal? journal = options.JournalFolder is null ? null : new ScoreJournal(options.JournalFolder, options.Profile);
        int done = 0;
        bool cancelled = false;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = options.CancellationToken };
            await Parallel.ForAsync(0, pairs.Count, parallel, (i, token) =>
            {
                results[i] = new PairWork(pairs[i], options, journal).Score(methods, token);
                options.Progress?.Report(new EvaluationProgress(Interlocked.Increment(ref done), pairs.Count, results[i]!));
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (options.CancellationToken.IsCancellationRequested)
        {
            cancelled = true;
        }

        PairScores[] finished = [.. results.OfType<PairScores>()];
        IReadOnlyList<FusionMetric> rankedBy = options.RankBy ?? options.Profile.Metrics;
        return new EvaluationResult(options.Profile, finished, Ranking.Of(finished, methods, options.Profile, rankedBy), cancelled, watch.Elapsed) { RankedBy = rankedBy };
    }

    private static void RequireDifferent(IEnumerable<string> names, string what)
    {
        string[] all = [.. names];
        if (all.Length == 0)
        {
            throw new ArgumentException($"There are no {what} to evaluate.", what);
        }

        if (all.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two {what} are named '{twice.Key}'; tables could not tell them apart. Give one another name.", what);
        }
    }

    private sealed class PairWork(ImagePair pair, EvaluationOptions options, ScoreJournal? journal)
    {
        private SourcePictures? _sources;
        private string? _sourceError;

        public PairScores Score(IReadOnlyList<EvaluationMethod> methods, CancellationToken token) => new(pair.Name, [.. methods.Select(method =>
        {
            token.ThrowIfCancellationRequested();
            return Score(method);
        })]);

        private MethodScore Score(EvaluationMethod method)
        {
            if (method.Describe(pair) is not { } picture)
            {
                return new MethodScore(method.Name, ScoreOutcome.Missing, null);
            }

            string? key = journal?.KeyOf(pair, picture);
            if (!options.Force && journal?.Find(key) is { } remembered)
            {
                return new MethodScore(method.Name, ScoreOutcome.Remembered, remembered);
            }

            try
            {
                FusionScore score = Score(method, Sources());
                journal?.Add(key, score);
                return new MethodScore(method.Name, ScoreOutcome.Scored, score);
            }
            catch (Exception error) when (error is not (OutOfMemoryException or OperationCanceledException))
            {
                return new MethodScore(method.Name, ScoreOutcome.Failed, null, error.Message);
            }
        }

        private FusionScore Score(EvaluationMethod method, SourcePictures sources)
        {
            RasterImage fused = method.Picture(pair, sources);
            sources.CheckSize(fused);
            return options.Profile.Colour == ColourHandling.Luminance
                ? FusionScorer.Score(new FusionImages(sources.InfraredLevels, sources.VisibleLevels, GrayImage.FromPlane(Bt601.Luminance(fused))), options.Profile)
                : FusionScorer.Score(sources.Infrared, sources.Visible, fused, options.Profile);
        }

        // Decoded once a pair, and only where the journal does not have all its scores.
        private SourcePictures Sources()
        {
            if (_sourceError is not null)
            {
                throw new InvalidDataException(_sourceError);
            }

            try
            {
                return _sources ??= SourcePictures.Read(pair);
            }
            catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
            {
                _sourceError = error.Message;
                throw;
            }
        }
    }
}
