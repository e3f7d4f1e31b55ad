namespace IvifMl.Training;

/// <summary>The sizes of <see cref="CrossAttentionFusionNetwork"/>.</summary>
public sealed record CrossAttentionFusionNetworkOptions
{
    /// <summary>Default of <see cref="Channels"/>.</summary>
    public const int DefaultChannels = 32;

    /// <summary>Default of <see cref="AttentionReach"/>.</summary>
    public const int DefaultAttentionReach = 2;

    /// <summary>Default of <see cref="AttentionHeads"/>.</summary>
    public const int DefaultAttentionHeads = 2;

    /// <summary>Default of <see cref="HiddenLength"/>.</summary>
    public const int DefaultHiddenLength = 192;

    private const int MostChannels = 512;
    private const int LongestReach = 8;
    private const int LongestVector = 4096;

    /// <summary>Feature channels of each source; a multiple of <see cref="AttentionHeads"/>.</summary>
    /// <value>The default value is 32.</value>
    public int Channels { get; init; } = DefaultChannels;

    /// <summary>How far a place looks into the other source, in cells of 16 pixels to each side.</summary>
    /// <value>The default value is 2: a window of 5×5 cells.</value>
    public int AttentionReach { get; init; } = DefaultAttentionReach;

    /// <summary>Heads of the cross-domain attention.</summary>
    /// <value>The default value is 2.</value>
    public int AttentionHeads { get; init; } = DefaultAttentionHeads;

    /// <summary>D, the length of a text embedding.</summary>
    /// <value>The default value is 128, that of <c>ivif-clip-nano</c>.</value>
    public int TextLength { get; init; } = PromptedFusionNetwork.DefaultTextLength;

    /// <summary>Hidden values of the perceptron from text to γ and β.</summary>
    /// <value>The default value is 192.</value>
    public int HiddenLength { get; init; } = DefaultHiddenLength;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size that no network can have; the message names it and what is allowed.</exception>
    public void Validate()
    {
        Check(Channels, 1, MostChannels, nameof(Channels));
        Check(AttentionReach, 0, LongestReach, nameof(AttentionReach));
        Check(AttentionHeads, 1, Channels, nameof(AttentionHeads));
        Check(TextLength, 1, LongestVector, nameof(TextLength));
        Check(HiddenLength, 1, LongestVector, nameof(HiddenLength));
        if (Channels % AttentionHeads != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(AttentionHeads), AttentionHeads, $"AttentionHeads must divide Channels, which is {Channels}.");
        }
    }

    private static void Check(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {least} to {most}.");
        }
    }
}
