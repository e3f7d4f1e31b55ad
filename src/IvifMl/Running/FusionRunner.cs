using System.Diagnostics;
using IvifMl.Imaging;

namespace IvifMl;

/// <summary>
/// Fuses pairs of files at full throughput: one scoring session, each worker taking one pair from files to file, so that
/// one pair is decoded while another is scored or encoded, and memory is bounded by the pairs in work.
/// </summary>
public static class FusionRunner
{
    /// <summary>Fuses pairs into a folder, each as <c>Name</c> with the extension of the options.</summary>
    /// <param name="pairs">The pairs; their names must differ.</param>
    /// <param name="outputFolder">Made if it is not there.</param>
    /// <param name="options">Options; defaults where null.</param>
    /// <returns>What became of each pair. A pair that fails does not stop the others.</returns>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="ArgumentException">An option is out of range, two pairs have one name, or there is a prompt for a model that takes none.</exception>
    public static Task<FusionRunResult> RunAsync(IEnumerable<PairFiles> pairs, string outputFolder, FusionRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputFolder);
        options ??= new FusionRunOptions();
        options.Validate();
        PairFiles[] all = [.. pairs];
        string? twice = all.GroupBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"Two pairs are named '{twice}'; their fused pictures would overwrite each other.", nameof(pairs));
        }

        return RunAsync([.. all.Select(p => (p, Path.Combine(outputFolder, p.Name + options.Extension)))], options);
    }

    /// <summary>Fuses one pair into a file; the extension says the format.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="outputPath">The fused picture's file.</param>
    /// <param name="options">Options; defaults where null.</param>
    public static Task<FusionRunResult> RunAsync(PairFiles pair, string outputPath, FusionRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputPath);
        options = (options ?? new FusionRunOptions()) with { Extension = Path.GetExtension(outputPath) };
        options.Validate();
        return RunAsync([(pair, outputPath)], options);
    }

    private static async Task<FusionRunResult> RunAsync(IReadOnlyList<(PairFiles Pair, string Output)> work, FusionRunOptions options)
    {
        var watch = Stopwatch.StartNew();
        var results = new PairResult?[work.Count];
        using FusionModel? shipped = options.Model is null ? FusionModel.Shipped() : null;
        FusionModel model = options.Model ?? shipped!;
        ThermalToneMapping toneMapping = options.ToneMapping ?? model.ToneMapping ?? new ThermalToneMapping();
        float[]? text = options.Prompt is null ? null : model.Prompts.Embed(options.Prompt);
        int workers = Math.Clamp(work.Count, 1, options.Parallelism);
        using FusionSession session = model.CreateSession(Math.Max(1, Environment.ProcessorCount / workers));
        using var journals = new RunJournals(model, toneMapping, options.Prompt);
        int done = 0;
        bool cancelled = false;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = options.CancellationToken };
            await Parallel.ForAsync(0, work.Count, parallel, (i, token) =>
            {
                (PairFiles pair, string output) = work[i];
                PairResult result = Fuse(pair, output, model, session, toneMapping, text, journals, options.Force, token);
                results[i] = result;
                options.Progress?.Report(new FusionProgress(Interlocked.Increment(ref done), work.Count, result));
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (options.CancellationToken.IsCancellationRequested)
        {
            cancelled = true;
        }

        return new FusionRunResult([.. results.OfType<PairResult>()], cancelled, watch.Elapsed);
    }

    private static PairResult Fuse(
        PairFiles pair,
        string output,
        FusionModel model,
        FusionSession session,
        ThermalToneMapping toneMapping,
        float[]? text,
        RunJournals journals,
        bool force,
        CancellationToken token)
    {
        try
        {
            string? fingerprint = journals.Fingerprint(pair);
            if (!force && journals.IsFinished(output, fingerprint))
            {
                return new PairResult(pair.Name, output, PairOutcome.Skipped);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
            long start = Stopwatch.GetTimestamp();
            RasterImage thermal = ImageCodecs.Default.Read(pair.InfraredPath);
            RasterImage visible = ImageCodecs.Default.Read(pair.VisiblePath);
            TimeSpan decode = Stopwatch.GetElapsedTime(start);
            token.ThrowIfCancellationRequested();
            start = Stopwatch.GetTimestamp();
            RasterImage fused = model.Fuse(session, toneMapping.Apply(thermal), visible, text);
            TimeSpan score = Stopwatch.GetElapsedTime(start);
            token.ThrowIfCancellationRequested();
            start = Stopwatch.GetTimestamp();
            ImageCodecs.Default.Write(fused, output);
            TimeSpan encode = Stopwatch.GetElapsedTime(start);
            journals.Finish(output, fingerprint);
            return new PairResult(pair.Name, output, PairOutcome.Fused, null, decode, score, encode);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new PairResult(pair.Name, output, PairOutcome.Failed, error.Message);
        }
    }
}
