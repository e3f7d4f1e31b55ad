namespace IvifMl.Scenes;

/// <summary>What is true of a scene, for training labels; counts are of the boxes, so of what can be seen.</summary>
/// <param name="Kind">Where it plays.</param>
/// <param name="Time">Its light.</param>
/// <param name="Weather">Its air.</param>
/// <param name="Smoke">Whether smoke is in the picture.</param>
/// <param name="Glare">Whether head lamps shine towards the camera.</param>
/// <param name="Counts">Number of boxes by label; a label without a box is absent.</param>
/// <param name="AirCelsius">Temperature of the air in °C.</param>
public sealed record SceneFacts(
    SceneKind Kind,
    TimeOfDay Time,
    SceneWeather Weather,
    bool Smoke,
    bool Glare,
    IReadOnlyDictionary<string, int> Counts,
    float AirCelsius)
{
    /// <summary>The number of boxes with a label.</summary>
    public int CountOf(string label) => Counts.GetValueOrDefault(label);
}
