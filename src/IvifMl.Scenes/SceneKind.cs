namespace IvifMl.Scenes;

/// <summary>Where a scene plays.</summary>
public enum SceneKind
{
    /// <summary>A street between houses: people, cars, trucks, buses, lamps, signs, trees.</summary>
    Street,

    /// <summary>A wood with a path: people between trunks and bushes.</summary>
    Forest,

    /// <summary>A harbour seen from the quay: boats, people, lamps, the far shore.</summary>
    Harbour,

    /// <summary>A country road through fields: cars, people, trees, a farmhouse.</summary>
    Field,

    /// <summary>A corridor inside a building: people, doors, ceiling lamps.</summary>
    Corridor,
}
