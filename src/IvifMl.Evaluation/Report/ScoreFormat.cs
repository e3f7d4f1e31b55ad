using System.Globalization;

namespace IvifMl.Evaluation;

/// <summary>Scores as people read them.</summary>
internal static class ScoreFormat
{
    /// <summary>What stands for a value that is undefined.</summary>
    public const string Undefined = "–";

    /// <summary>Three decimals below 100, two below 1000, one above; "–" where undefined, "∞" where infinite.</summary>
    /// <param name="value">The value; null is undefined.</param>
    public static string Text(double? value) => value switch
    {
        null => Undefined,
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        { } number => number.ToString(Math.Abs(number) switch { < 100 => "F3", < 1000 => "F2", _ => "F1" }, CultureInfo.InvariantCulture),
    };

    /// <summary>A rank: two decimals; "–" where there is none.</summary>
    /// <param name="rank">The rank; null where nothing was scored.</param>
    public static string Rank(double? rank) => rank?.ToString("F2", CultureInfo.InvariantCulture) ?? Undefined;
}
