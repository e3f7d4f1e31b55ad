using System.Runtime.InteropServices;

namespace IvifMl.Metrics;

/// <summary>What became of one detection.</summary>
/// <param name="Score">Its score.</param>
/// <param name="IsTrue">Whether it found an object.</param>
/// <param name="IsIgnored">Whether it does not count: it found an ignored object, or nothing and is itself out of the size range.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoredMatch(double Score, bool IsTrue, bool IsIgnored);
