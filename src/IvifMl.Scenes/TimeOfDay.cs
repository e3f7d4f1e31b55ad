namespace IvifMl.Scenes;

/// <summary>The light of a scene.</summary>
public enum TimeOfDay
{
    /// <summary>Daylight; indoors, lamps on.</summary>
    Day,

    /// <summary>After sunset: a bright sky over dark ground, lamps on.</summary>
    Dusk,

    /// <summary>Night: lamps are the only strong light; indoors, only emergency lamps.</summary>
    Night,
}
