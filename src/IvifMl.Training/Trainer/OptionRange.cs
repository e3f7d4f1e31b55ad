namespace IvifMl.Training;

/// <summary>Checks of options' numbers.</summary>
internal static class OptionRange
{
    /// <summary>Throws unless a number is at least another.</summary>
    public static void Least(int value, int least, string name)
    {
        if (value < least)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is at least {least}.");
        }
    }

    /// <summary>Throws unless a number is in a range; NaN is in none.</summary>
    public static void Between(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {low} to {high}.");
        }
    }

    /// <summary>Throws unless a number is a weight: finite and 0 or more.</summary>
    public static void Weight(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is a weight: 0 or more.");
        }
    }
}
