namespace IvifMl.Training;

/// <summary>The sizes of <see cref="LdFusionNetwork"/>; the defaults are the published ones.</summary>
public sealed record LdFusionNetworkOptions
{
    /// <summary>Default of <see cref="Width"/>.</summary>
    public const int DefaultWidth = 16;

    /// <summary>Default of <see cref="StyleLength"/>.</summary>
    public const int DefaultStyleLength = 8;

    private const int LargestSize = 256;

    /// <summary>Channels of an encoder's first layer; contents have 8 times as many, the decoder 16 times.</summary>
    /// <value>The default value is 16.</value>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Length of the style code of one source.</summary>
    /// <value>The default value is 8.</value>
    public int StyleLength { get; init; } = DefaultStyleLength;

    /// <summary>Checks both sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size outside 1…256.</exception>
    public void Validate()
    {
        Check(Width, nameof(Width));
        Check(StyleLength, nameof(StyleLength));
    }

    private static void Check(int size, string name)
    {
        if (size is < 1 or > LargestSize)
        {
            throw new ArgumentOutOfRangeException(name, size, $"{name} must be between 1 and {LargestSize}.");
        }
    }
}
