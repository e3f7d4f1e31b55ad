namespace IvifMl.Scenes;

/// <summary>What scene to render. Everything that is left open is drawn from the seed; equal options give equal bytes on every machine.</summary>
public sealed record SceneOptions
{
    /// <summary>Default of <see cref="Width"/>.</summary>
    public const int DefaultWidth = 640;

    /// <summary>Default of <see cref="Height"/>.</summary>
    public const int DefaultHeight = 480;

    /// <summary>Smallest width and height.</summary>
    public const int MinimumSize = 32;

    /// <summary>Largest width and height.</summary>
    public const int MaximumSize = 4096;

    /// <summary>The scene's number: neighbouring seeds give unrelated scenes.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Where the scene plays; null to draw it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SceneKind? Kind { get; init; }

    /// <summary>Its light; null to draw it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TimeOfDay? Time { get; init; }

    /// <summary>Its air; null to draw it. Corridors know only <see cref="SceneWeather.Clear"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public SceneWeather? Weather { get; init; }

    /// <summary>Whether smoke hides something in the visible image; null to draw it.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public bool? Smoke { get; init; }

    /// <summary>Width of both images in pixels.</summary>
    /// <value>The default value is 640.</value>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>Height of both images in pixels.</summary>
    /// <value>The default value is 480.</value>
    public int Height { get; init; } = DefaultHeight;

    /// <summary>Whether both sensors add their noise, the thermal one also its fixed pattern. Without it the images are what ideal sensors would see.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool SensorNoise { get; init; } = true;

    /// <summary>Whether <see cref="RenderedPair.Temperature"/> is filled.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool IncludeTemperature { get; init; }

    /// <summary>Checks sizes and enumeration values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value that no scene can have; the message names it and what is allowed.</exception>
    public void Validate()
    {
        CheckSize(Width, nameof(Width));
        CheckSize(Height, nameof(Height));
        CheckEnum(Kind, nameof(Kind));
        CheckEnum(Time, nameof(Time));
        CheckEnum(Weather, nameof(Weather));
        if (Kind == SceneKind.Corridor && Weather is not (null or SceneWeather.Clear))
        {
            throw new ArgumentOutOfRangeException(nameof(Weather), Weather, "A corridor has no weather: leave Weather open or set it to Clear.");
        }
    }

    private static void CheckSize(int value, string name)
    {
        if (value is < MinimumSize or > MaximumSize)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {MinimumSize} to {MaximumSize} pixels.");
        }
    }

    private static void CheckEnum<T>(T? value, string name)
        where T : struct, Enum
    {
        if (value is T given && !Enum.IsDefined(given))
        {
            throw new ArgumentOutOfRangeException(name, given, $"{name} is one of {string.Join(", ", Enum.GetNames<T>())}, or null.");
        }
    }
}
