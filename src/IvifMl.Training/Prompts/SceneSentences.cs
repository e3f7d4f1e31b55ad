namespace IvifMl.Training;

/// <summary>
/// Sentences that say what is to be seen instead of what is to be done. One that names people wants them seen; one of things only asks for
/// nothing in particular.
/// </summary>
internal static class SceneSentences
{
    private static readonly string[] People = ["a person", "a man", "a woman", "a boy", "a child", "two people", "some people", "a pedestrian in black", "a man with a bag", "a woman in white"];

    private static readonly string[] Doings = ["is walking along the street", "stands beside a car", "crosses the road", "is in front of the building", "can be seen in the dark", "is waiting under a tree"];

    private static readonly string[] Things = ["a car", "a white car", "a dark car", "a truck", "a bus", "a bicycle", "a building", "a tree", "a fence", "a boat"];

    private static readonly string[] Places = ["on the road", "beside the road", "behind the tree", "in front of the house", "in the background", "on the left of the building"];

    /// <summary>The sentences that belong to an intent.</summary>
    public static IEnumerable<string> Of(PromptIntent intent) => intent switch
    {
        PromptIntent.EmphasiseTargets => Combine(People, Doings, "who "),
        PromptIntent.Neutral => Combine(Things, Places, ""),
        _ => [],
    };

    /// <summary>Each subject with every second predicate; every third subject "is there".</summary>
    private static IEnumerable<string> Combine(string[] subjects, string[] predicates, string link) => subjects.SelectMany((subject, i) => predicates
        .Where((_, k) => (i + k) % 2 == 0)
        .Select(predicate => i % 3 == 0 ? $"there is {subject} {link}{predicate}" : $"{subject} {predicate}"));
}
