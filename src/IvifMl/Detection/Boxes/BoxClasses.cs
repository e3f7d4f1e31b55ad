using IvifMl.Metrics;

namespace IvifMl;

/// <summary>Renames, merges or drops the classes of boxes: car, bus and truck become vehicle, the rest goes.</summary>
public sealed class BoxClasses
{
    private readonly Dictionary<string, string> _names;
    private readonly bool _dropOthers;

    /// <summary>Renames by a table.</summary>
    /// <param name="names">The new name by the old; several old ones may share a new one.</param>
    /// <param name="dropOthers">Whether classes that are not in the table are dropped; otherwise they keep their names.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public BoxClasses(IReadOnlyDictionary<string, string> names, bool dropOthers = false)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach ((string old, string renamed) in names)
        {
            if (string.IsNullOrWhiteSpace(old) || string.IsNullOrWhiteSpace(renamed))
            {
                throw new ArgumentException($"The class '{old}' becomes '{renamed}'; neither name may be empty.", nameof(names));
            }
        }

        (_names, _dropOthers) = (new(names, StringComparer.Ordinal), dropOthers);
    }

    /// <summary>Every class keeps its name.</summary>
    public static BoxClasses AsTheyAre { get; } = new(new Dictionary<string, string>());

    /// <summary>The name that a class gets.</summary>
    /// <param name="label">The class.</param>
    /// <returns>The new name, or null where the class is dropped.</returns>
    public string? Of(string label) => _names.TryGetValue(label, out string? renamed) ? renamed : _dropOthers ? null : label;

    /// <summary>Boxes with their new classes, without those that are dropped.</summary>
    /// <param name="boxes">The boxes.</param>
    public IReadOnlyList<GroundTruthBox> Of(IEnumerable<GroundTruthBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        return [.. boxes.Select(box => (Box: box, Label: Of(box.Label))).Where(named => named.Label is not null).Select(named => named.Box with { Label = named.Label! })];
    }
}
