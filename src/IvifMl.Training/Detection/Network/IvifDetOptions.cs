namespace IvifMl.Training;

/// <summary>Sizes and classes of an <see cref="IvifDetNetwork"/>.</summary>
public sealed record IvifDetOptions
{
    /// <summary>Default of <see cref="Width"/>.</summary>
    public const int DefaultWidth = 416;

    /// <summary>Default of <see cref="Height"/>.</summary>
    public const int DefaultHeight = 320;

    /// <summary>Default of <see cref="HeadChannels"/>.</summary>
    public const int DefaultHeadChannels = 64;

    private const int Stages = 5;
    private const int MostChannels = 512;

    /// <summary>Names of the classes.</summary>
    /// <value>The default value is person, vehicle, boat, lamp.</value>
    public IReadOnlyList<string> Classes { get; init; } = ["person", "vehicle", "boat", "lamp"];

    /// <summary>Columns of the exported model's input, a multiple of 32.</summary>
    /// <value>The default value is 416.</value>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Rows of the exported model's input, a multiple of 32.</summary>
    /// <value>The default value is 320.</value>
    public int Height { get; init; } = DefaultHeight;

    /// <summary>Channels at the strides 2, 4, 8, 16 and 32. Multiples of 16 run best in ONNX Runtime.</summary>
    /// <value>The default value is 16, 32, 64, 96, 128.</value>
    public IReadOnlyList<int> Channels { get; init; } = [16, 32, 64, 96, 128];

    /// <summary>Channels of the neck and of both branches of the head.</summary>
    /// <value>The default value is 64.</value>
    public int HeadChannels { get; init; } = DefaultHeadChannels;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value that no detector can have; the message names it and what is allowed.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Classes);
        ArgumentNullException.ThrowIfNull(Channels);
        if (Classes.Count == 0 || Classes.Any(name => string.IsNullOrWhiteSpace(name) || name.Contains(',', StringComparison.Ordinal)) || Classes.Distinct(StringComparer.Ordinal).Count() < Classes.Count)
        {
            throw new ArgumentException($"Classes are '{string.Join("', '", Classes)}'; a detector needs at least one, each with a name of its own without a comma.");
        }

        RequireSide(Width, nameof(Width));
        RequireSide(Height, nameof(Height));
        if (Channels.Count != Stages || Channels.Any(count => count is < 1 or > MostChannels))
        {
            throw new ArgumentException($"Channels are {string.Join(", ", Channels)}; a detector needs {Stages} numbers from 1 to {MostChannels}.");
        }

        if (HeadChannels is < 1 or > MostChannels)
        {
            throw new ArgumentOutOfRangeException(nameof(HeadChannels), HeadChannels, $"HeadChannels is from 1 to {MostChannels}.");
        }
    }

    private static void RequireSide(int side, string name)
    {
        if (side < IvifDetNetwork.CoarsestStride || side % IvifDetNetwork.CoarsestStride != 0)
        {
            throw new ArgumentOutOfRangeException(name, side, $"{name} is a multiple of {IvifDetNetwork.CoarsestStride}, at least {IvifDetNetwork.CoarsestStride}.");
        }
    }
}
