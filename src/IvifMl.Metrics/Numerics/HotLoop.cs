using System.Runtime.CompilerServices;

namespace IvifMl.Metrics;

/// <summary>How the inner loops are compiled.</summary>
internal static class HotLoop
{
    /// <summary>
    /// Optimised from the first call on. Unoptimised vector code is ten to thirty times slower, and a program that scores a few images would run
    /// nothing else before the runtime's counters notice.
    /// </summary>
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization;
}
