namespace IvifMl.Scenes;

/// <summary>The labels that boxes carry.</summary>
public static class SceneLabels
{
    /// <summary>A person, walking or standing.</summary>
    public const string Person = "person";

    /// <summary>A passenger car, driving or parked.</summary>
    public const string Car = "car";

    /// <summary>A delivery truck.</summary>
    public const string Truck = "truck";

    /// <summary>A city bus.</summary>
    public const string Bus = "bus";

    /// <summary>A boat: sailing boat, motor boat or cutter.</summary>
    public const string Boat = "boat";

    /// <summary>A lamp with its head; the post, if it has one, is not part of the box.</summary>
    public const string Lamp = "lamp";

    /// <summary>All labels.</summary>
    public static IReadOnlyList<string> All { get; } = [Person, Car, Truck, Bus, Boat, Lamp];
}
