using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace IvifMl;

/// <content>Evaluation of fused images.</content>
public sealed partial class FusionCatalog
{
    /// <summary>
    /// Scores fused images against their sources. Says what is undefined, and the end, through <see cref="MLContext.Log"/> with the source
    /// <c>IvifMl; Evaluate</c>; progress through the options.
    /// </summary>
    /// <param name="data">A view with three image columns, one fused image and its sources a row, all of one size. Read once.</param>
    /// <param name="fusedColumnName">The fused image column.</param>
    /// <param name="infraredColumnName">The infrared image column.</param>
    /// <param name="visibleColumnName">The visible image column.</param>
    /// <param name="options">Options; defaults where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    /// <exception cref="ArgumentException">The data has no rows, or an option is out of range.</exception>
    /// <exception cref="InvalidDataException">The images of a row are not of one size; the message names the row.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public FusionMetrics Evaluate(
        IDataView data,
        string fusedColumnName = FusionOptions.DefaultOutputColumnName,
        string infraredColumnName = FusionOptions.DefaultInfraredColumnName,
        string visibleColumnName = FusionOptions.DefaultVisibleColumnName,
        FusionEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new FusionEvaluationOptions();
        options.Validate();
        EvaluatedColumns columns = EvaluatedColumns.Check(
            data.Schema, fusedColumnName, infraredColumnName, visibleColumnName, options.NameColumnName, nameof(Evaluate));
        using IChannel channel = ((IHostEnvironment)_context).Register(LogSource).Start(nameof(Evaluate));
        IReadOnlyList<FusionScore> scores = FusionEvaluation.Score(data, columns, options);
        if (scores.Count == 0)
        {
            throw new ArgumentException("The data has no rows; there is no image to evaluate.", nameof(data));
        }

        FusionMetrics metrics = new(options.Profile, scores);
        foreach (FusionMetricSummary metric in metrics.Metrics.Where(m => m.Undefined > 0))
        {
            channel.Warning(
                MessageSensitivity.None, "{0}", $"{metric.Name} is undefined or infinite for {metric.Undefined} of {metrics.Images} images; they are not in its mean");
        }

        channel.Info(MessageSensitivity.None, "{0}", $"{metrics.Images} images scored with profile '{metrics.Profile}', {metrics.Metrics.Count} metrics");
        return metrics;
    }

    /// <summary>
    /// The scores of each fused image, as a view with one row an image: its name (text, if the data has such a column), then one
    /// <see cref="double"/> column a metric under its short name (EN, SD … MS-SSIM), in the profile's order. Undefined (0/0) is NaN, ML.NET's missing
    /// value; PSNR of equal images is +∞. Nothing is read or scored before a cursor asks.
    /// </summary>
    /// <inheritdoc cref="Evaluate" path="/param"/>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public IDataView EvaluatePerImage(
        IDataView data,
        string fusedColumnName = FusionOptions.DefaultOutputColumnName,
        string infraredColumnName = FusionOptions.DefaultInfraredColumnName,
        string visibleColumnName = FusionOptions.DefaultVisibleColumnName,
        FusionEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new FusionEvaluationOptions();
        options.Validate();
        EvaluatedColumns columns = EvaluatedColumns.Check(
            data.Schema, fusedColumnName, infraredColumnName, visibleColumnName, options.NameColumnName, nameof(EvaluatePerImage));
        return new FusionScoreView(options.CancellationToken.CanBeCanceled ? new CancellableView(data, options.CancellationToken) : data, columns, options.Profile);
    }
}
