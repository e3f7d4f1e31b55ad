using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes;

/// <summary>What the seed decides where the options leave it open. All of it is always drawn, so that fixing one leaves the others as they were.</summary>
internal readonly record struct Setting(SceneKind Kind, TimeOfDay Time, SceneWeather Weather, bool Smoke)
{
    public static Setting Draw(SceneOptions options, SceneRandom random)
    {
        SceneKind kind = random.Pick<SceneKind>([SceneKind.Street, SceneKind.Street, SceneKind.Street, SceneKind.Forest, SceneKind.Harbour, SceneKind.Field, SceneKind.Corridor]);
        TimeOfDay time = random.Pick<TimeOfDay>([TimeOfDay.Night, TimeOfDay.Night, TimeOfDay.Dusk, TimeOfDay.Day, TimeOfDay.Day]);
        SceneWeather weather = random.Pick<SceneWeather>([SceneWeather.Clear, SceneWeather.Clear, SceneWeather.Overcast, SceneWeather.Overcast, SceneWeather.Fog]);
        bool smoke = random.Chance(0.3f);
        kind = options.Kind ?? kind;
        return new(kind, options.Time ?? time, kind == SceneKind.Corridor ? SceneWeather.Clear : options.Weather ?? weather, options.Smoke ?? smoke);
    }
}
