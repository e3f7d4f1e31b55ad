namespace IvifMl.Training;

/// <summary>
/// Statements about a picture, one bit each. A picture has all that are true of it, a caption those that it makes; the caption fits every
/// picture that has them all. So for any caption and any picture of a batch it is known whether they go together.
/// </summary>
[Flags]
internal enum CaptionFacts : ulong
{
    /// <summary>Says nothing.</summary>
    None = 0,

    /// <summary>A picture of a visible-light camera.</summary>
    Visible = 1UL << 0,

    /// <summary>Without colour.</summary>
    Gray = 1UL << 1,

    /// <summary>With colour.</summary>
    Colour = 1UL << 2,

    /// <summary>A picture of a thermal camera.</summary>
    Infrared = 1UL << 3,

    /// <summary>Made of a visible and an infrared picture.</summary>
    Fused = 1UL << 4,

    /// <summary>Nothing is wrong with it.</summary>
    Clear = 1UL << 5,

    /// <summary>The background shows its texture.</summary>
    DetailedBackground = 1UL << 6,

    /// <summary>What is warm stands out.</summary>
    SalientObjects = 1UL << 7,

    /// <summary>What is warm hardly stands out, as in a plain average.</summary>
    FaintObjects = 1UL << 8,

    /// <summary>Out of focus.</summary>
    Blurred = 1UL << 9,

    /// <summary>With noise.</summary>
    Noisy = 1UL << 10,

    /// <summary>Of low contrast.</summary>
    LowContrast = 1UL << 11,

    /// <summary>Too dark to see much.</summary>
    Dark = 1UL << 12,

    /// <summary>With too much light.</summary>
    OverExposed = 1UL << 13,

    /// <summary>Veiled.</summary>
    Hazy = 1UL << 14,

    /// <summary>With stripes.</summary>
    Striped = 1UL << 15,

    /// <summary>Sharpened until edges have halos.</summary>
    Harsh = 1UL << 16,

    /// <summary>Taken by day.</summary>
    Day = 1UL << 20,

    /// <summary>Taken at dusk.</summary>
    Dusk = 1UL << 21,

    /// <summary>Taken at night.</summary>
    Night = 1UL << 22,

    /// <summary>In fog.</summary>
    Fog = 1UL << 23,

    /// <summary>A street.</summary>
    Street = 1UL << 24,

    /// <summary>A wood.</summary>
    Forest = 1UL << 25,

    /// <summary>A harbour.</summary>
    Harbour = 1UL << 26,

    /// <summary>A country road.</summary>
    CountryRoad = 1UL << 27,

    /// <summary>A corridor.</summary>
    Corridor = 1UL << 28,

    /// <summary>At least one person.</summary>
    Person = 1UL << 32,

    /// <summary>More than one person.</summary>
    People = 1UL << 33,

    /// <summary>Nobody.</summary>
    NoPerson = 1UL << 34,

    /// <summary>At least one car.</summary>
    Car = 1UL << 35,

    /// <summary>No car.</summary>
    NoCar = 1UL << 36,

    /// <summary>At least one truck.</summary>
    Truck = 1UL << 37,

    /// <summary>At least one bus.</summary>
    Bus = 1UL << 38,

    /// <summary>At least one boat.</summary>
    Boat = 1UL << 39,

    /// <summary>At least one lamp.</summary>
    Lamp = 1UL << 40,

    /// <summary>Everything that can be wrong.</summary>
    AnyFault = Blurred | Noisy | LowContrast | Dark | OverExposed | Hazy | Striped | Harsh,
}
