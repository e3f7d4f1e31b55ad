namespace IvifMl.Scenes;

/// <summary>The state of the air.</summary>
public enum SceneWeather
{
    /// <summary>A clear sky, by day with sun and shadows.</summary>
    Clear,

    /// <summary>A clouded sky without shadows.</summary>
    Overcast,

    /// <summary>Fog: visible contrast falls with distance; thermal contrast falls less.</summary>
    Fog,
}
