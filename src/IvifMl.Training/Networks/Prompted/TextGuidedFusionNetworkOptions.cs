namespace IvifMl.Training;

/// <summary>The sizes of <see cref="TextGuidedFusionNetwork"/>.</summary>
public sealed record TextGuidedFusionNetworkOptions
{
    /// <summary>Default of <see cref="Channels"/>.</summary>
    public const int DefaultChannels = 32;

    /// <summary>Default of <see cref="HiddenLength"/>.</summary>
    public const int DefaultHiddenLength = 128;

    /// <summary>Default of <see cref="Tokens"/>.</summary>
    public const int DefaultTokens = 4;

    /// <summary>Default of <see cref="Codes"/>.</summary>
    public const int DefaultCodes = 256;

    /// <summary>Default of <see cref="CodeLength"/>.</summary>
    public const int DefaultCodeLength = 16;

    private const int MostChannels = 512;
    private const int LongestVector = 4096;
    private const int MostTokens = 64;
    private const int MostCodes = 65536;

    /// <summary>Feature channels of each source.</summary>
    /// <value>The default value is 32.</value>
    public int Channels { get; init; } = DefaultChannels;

    /// <summary>D, the length of a text embedding.</summary>
    /// <value>The default value is 128, that of <c>ivif-clip-nano</c>.</value>
    public int TextLength { get; init; } = PromptedFusionNetwork.DefaultTextLength;

    /// <summary>Hidden values of the perceptrons from text to tokens.</summary>
    /// <value>The default value is 128.</value>
    public int HiddenLength { get; init; } = DefaultHiddenLength;

    /// <summary>M, the tokens that an embedding becomes at each level.</summary>
    /// <value>The default value is 4.</value>
    public int Tokens { get; init; } = DefaultTokens;

    /// <summary>K, the number of codes; 0 for a network without a codebook.</summary>
    /// <value>The default value is 256.</value>
    public int Codes { get; init; } = DefaultCodes;

    /// <summary>The length of a code.</summary>
    /// <value>The default value is 16.</value>
    public int CodeLength { get; init; } = DefaultCodeLength;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size that no network can have; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Check(Channels, 1, MostChannels, nameof(Channels));
        Check(TextLength, 1, LongestVector, nameof(TextLength));
        Check(HiddenLength, 1, LongestVector, nameof(HiddenLength));
        Check(Tokens, 1, MostTokens, nameof(Tokens));
        Check(Codes, 0, MostCodes, nameof(Codes));
        Check(CodeLength, 1, MostChannels, nameof(CodeLength));
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {least} to {most}.");
        }
    }
}
