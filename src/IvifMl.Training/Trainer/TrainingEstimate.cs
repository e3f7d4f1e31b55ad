using System.Diagnostics;
using System.Globalization;

namespace IvifMl.Training;

/// <summary>What a training would cost, from a few steps really taken.</summary>
/// <param name="Steps">Steps of the whole training.</param>
/// <param name="SecondsPerStep">Median of the steps taken.</param>
/// <param name="PeakBytes">The process' largest working set so far, the pairs in memory included; on a GPU its own memory is not in it.</param>
public sealed record TrainingEstimate(long Steps, double SecondsPerStep, long PeakBytes)
{
    /// <summary>Steps that an estimate takes.</summary>
    internal const int MeasuredSteps = 5;

    /// <summary>Time of all steps, without validation and checkpoints.</summary>
    public TimeSpan Total => TimeSpan.FromSeconds(Steps * SecondsPerStep);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Steps} steps of {SecondsPerStep * 1000:F0} ms: {Total:d\\.hh\\:mm\\:ss}; {PeakBytes / 1048576.0:F0} MiB of memory");

    /// <summary>Takes a few steps of a training.</summary>
    /// <param name="loop">The training; it is of no use afterwards.</param>
    /// <param name="steps">Steps of the whole training.</param>
    internal static TrainingEstimate Of(TrainingLoop loop, long steps)
    {
        double[] seconds = [.. loop.TimeSteps(MeasuredSteps).Order()];
        using Process self = Process.GetCurrentProcess();
        return new(steps, seconds[seconds.Length / 2], self.PeakWorkingSet64);
    }
}
