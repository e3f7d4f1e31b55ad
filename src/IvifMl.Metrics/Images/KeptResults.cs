using System.Collections.Concurrent;

namespace IvifMl.Metrics;

/// <summary>
/// Planes that were computed of one image alone and are worth keeping with it. A source that many fused images are scored against is asked
/// for the same planes each time, a fused image only once, and a plane that nobody reads again costs more to write than it saves. So the first to ask
/// gets nothing and computes row by row; the second has the plane computed and kept. Kept values are bit for bit those of the row-by-row way. Thread-safe.
/// </summary>
internal sealed class KeptResults
{
    /// <summary>
    /// Images of more pixels than this (1024 × 1024) keep nothing. All metrics of the strict profile keep about 105 bytes per pixel of a source, so this bounds
    /// it at 110 MB.
    /// </summary>
    public const int MostPixels = 1 << 20;

    private readonly ConcurrentDictionary<object, Entry> _entries = new();

    /// <summary>The result, or null for the first who asks.</summary>
    /// <param name="key">What it is: equal keys are equal results.</param>
    /// <param name="compute">How to compute it.</param>
    public T? FromSecondTime<T>(object key, Func<T> compute)
        where T : class
    {
        Entry entry = _entries.GetOrAdd(key, _ => new Entry(compute));
        return entry.CountRequest() == 1 ? null : (T)entry.Result.Value;
    }

    private sealed class Entry(Func<object> compute)
    {
        private int _requests;

        public Lazy<object> Result { get; } = new(compute);

        public int CountRequest() => Interlocked.Increment(ref _requests);
    }
}
