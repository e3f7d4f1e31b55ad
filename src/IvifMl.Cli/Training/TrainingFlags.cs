using System.CommandLine;

namespace IvifMl.Cli;

/// <summary>What the verbs of <c>ivif train</c> ask of their flags alike.</summary>
internal static class TrainingFlags
{
    /// <summary>Refuses one of two flags without the other.</summary>
    public static void Together(Command command, Option<string?> first, Option<string?> second) => command.Validators.Add(result =>
    {
        if (result.GetValue(first) is null != result.GetValue(second) is null)
        {
            result.AddError($"Give {first.Name} and {second.Name} together.");
        }
    });

    /// <summary>Refuses what is not OLD=NEW.</summary>
    public static void Renaming(Command command, Option<string[]> rename) => command.Validators.Add(result =>
    {
        if ((result.GetValue(rename) ?? []).FirstOrDefault(text => text.Split('=') is not [{ Length: > 0 }, { Length: > 0 }]) is { } bad)
        {
            result.AddError($"{rename.Name} {bad}: write OLD=NEW, such as car=vehicle.");
        }
    });

    /// <summary>New names of classes by their old ones; a configuration's where no flag is given.</summary>
    public static IReadOnlyDictionary<string, string> Renamed(ParseResult parsed, Option<string[]> rename, IReadOnlyDictionary<string, string> otherwise) =>
        parsed.GetValue(rename) is { Length: > 0 } renamed ? renamed.Select(text => text.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]) : otherwise;

    /// <summary>Rendered scenes; a configuration's where no flag is given, and its size and seeds in any case.</summary>
    public static SceneSet? Rendered(ParseResult parsed, Option<int?> scenes, SceneSet? otherwise) =>
        parsed.GetValue(scenes) is { } count ? (otherwise ?? new(count)) with { Count = count } : otherwise;
}
