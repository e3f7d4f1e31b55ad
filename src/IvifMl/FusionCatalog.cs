using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace IvifMl;

/// <summary>What logs, trains and evaluates: <c>mlContext.Fusion</c>.</summary>
public sealed partial class FusionCatalog
{
    /// <summary>The <c>Source</c> of this product's log lines begins with this name.</summary>
    public const string LogSource = "IvifMl";

    private readonly MLContext _context;

    internal FusionCatalog(MLContext context) => _context = context;

    /// <summary>
    /// Fuses pairs of files into a folder at full throughput. Says progress through <see cref="MLContext.Log"/>
    /// with the source <c>IvifMl; Fuse</c>, and through the options.
    /// </summary>
    /// <param name="pairs">A view with the columns of <see cref="LoadInfraredVisiblePairsExtensions"/>: Name, InfraredPath, VisiblePath.</param>
    /// <param name="outputFolder">Made if it is not there.</param>
    /// <param name="options">Options; defaults where null.</param>
    /// <returns>What became of each pair. A pair that fails is logged as a warning and does not stop the others.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no text.</exception>
    public FusionRunResult FuseFiles(IDataView pairs, string outputFolder, FusionRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach (string column in (string[])[nameof(PairFiles.Name), nameof(PairFiles.InfraredPath), nameof(PairFiles.VisiblePath)])
        {
            SchemaShapes.CheckText(pairs.Schema, column, nameof(FuseFiles), nameof(pairs));
        }

        return FuseFiles(_context.Data.CreateEnumerable<PairFiles>(pairs, reuseRowObject: false), outputFolder, options);
    }

    /// <inheritdoc cref="FuseFiles(IDataView, string, FusionRunOptions?)"/>
    public FusionRunResult FuseFiles(IEnumerable<PairFiles> pairs, string outputFolder, FusionRunOptions? options = null)
    {
        options ??= new FusionRunOptions();
        using IChannel channel = ((IHostEnvironment)_context).Register(LogSource).Start("Fuse");
        var log = new LoggingProgress(channel, options.Progress);
        FusionRunResult result = FusionRunner.RunAsync(pairs, outputFolder, options with { Progress = log }).GetAwaiter().GetResult();
        log.Say(result);
        return result;
    }

    private sealed class LoggingProgress(IChannel channel, IProgress<FusionProgress>? next) : IProgress<FusionProgress>
    {
        private readonly Lock _lock = new();

        public void Report(FusionProgress value)
        {
            lock (_lock)
            {
                PairResult pair = value.Pair;
                if (pair.Outcome == PairOutcome.Failed)
                {
                    channel.Warning(MessageSensitivity.None, "{0}", $"{value.Done} of {value.Total}: {pair.Name} failed: {pair.Error}");
                }
                else
                {
                    channel.Info(MessageSensitivity.None, "{0}", $"{value.Done} of {value.Total}: {pair.Name} {(pair.Outcome == PairOutcome.Fused ? "fused" : "skipped")}");
                }

                next?.Report(value);
            }
        }

        public void Say(FusionRunResult result) => channel.Info(
            MessageSensitivity.None,
            "{0}",
            $"{(result.WasCancelled ? "cancelled: " : "")}{result.Fused} fused, {result.Skipped} skipped, {result.Failed} failed in {result.Elapsed.TotalSeconds:F1} s");
    }
}

/// <summary>The door to fusion on an <see cref="MLContext"/>.</summary>
public static class FusionContextExtensions
{
    private static readonly ConditionalWeakTable<MLContext, FusionCatalog> Catalogs = [];

    extension(MLContext context)
    {
        /// <summary>What logs, trains and evaluates; the same catalog at each call.</summary>
        public FusionCatalog Fusion => Catalogs.GetValue(context, static c => new FusionCatalog(c));
    }
}
