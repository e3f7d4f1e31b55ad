namespace IvifMl.Metrics.Tests;

/// <summary>Comparison with a tolerance, and a message that says by how much it missed.</summary>
internal static class CloseTo
{
    /// <summary>Absolute tolerance.</summary>
    public static void Absolute(double expected, double? actual, double tolerance, string what = "")
        => Assert.True(actual is { } value && Math.Abs(value - expected) <= tolerance, $"{what} expected {expected:R}, was {actual:R}, off by {actual - expected:E2}, allowed {tolerance:E0}.");

    /// <summary>Relative tolerance.</summary>
    public static void Relative(double expected, double? actual, double tolerance, string what = "")
        => Absolute(expected, actual, tolerance * Math.Abs(expected), what);
}
