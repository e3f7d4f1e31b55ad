using System.Globalization;
using System.Text;

namespace IvifMl.TextStudy;

/// <summary>What prompts do to models' pictures, in gray levels: the tables of docs/text-guided.md.</summary>
internal static class SensitivityTable
{
    public static string Write(IReadOnlyList<string> models, string data)
    {
        TorchSharp.torch.set_num_threads(1);
        StringBuilder text = new();
        IReadOnlyList<StudySet> sets = StudySet.All(data);
        List<string> summary = [];
        foreach (string argument in models)
        {
            int at = argument.IndexOf('=', StringComparison.Ordinal);
            using FusionModel model = FusionModel.Load(argument[(at + 1)..]);
            string name = at < 0 ? model.Name : argument[..at];
            PromptDistances[] distances = [.. sets.Select(set => PromptDistances.Of(model, set.Pairs))];
            FaultErrors[] errors = [.. sets.Select(set => FaultErrors.Of(model, set.Pairs))];
            text.AppendLine(CultureInfo.InvariantCulture, $"### {name}\n\n{Distances(sets, distances)}\n{Errors(sets, errors)}\n{HeardLeast(sets, errors)}");
            double same = distances.Average(d => d.Intents.Average(i => i.Paraphrases));
            double other = distances.Average(d => d.Intents.Average(i => i.Others));
            summary.Add(string.Create(CultureInfo.InvariantCulture, $"| {name} | {distances.Average(d => d.Intents.Average(i => i.Neutral)):F1} | {same:F1} | {other:F1} | {other / same:F1} | {errors.Average(e => e.Faults.Average(f => 100 * f.Fitting / f.Neutral)):F0} % |"));
        }

        text.AppendLine("### Summary\n\n| model | from neutral | paraphrases | other intents | ratio | left of the error |\n|---|---:|---:|---:|---:|---:|");
        summary.ForEach(line => text.AppendLine(line));
        return text.ToString();
    }

    /// <summary>A cell is: from the neutral picture / between paraphrases / to other intents.</summary>
    private static string Distances(IReadOnlyList<StudySet> sets, PromptDistances[] distances)
    {
        StringBuilder text = new(Head(sets, "intent"));
        void Row(string name, Func<PromptDistances, string> cell) => text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", distances.Select(cell))} |");
        Row("empty prompt (γ = β = 0)", d => string.Create(CultureInfo.InvariantCulture, $"{d.Empty:F1}"));
        Row("neutral sentences", d => string.Create(CultureInfo.InvariantCulture, $"{d.Spoken:F1}"));
        for (int k = 0; k < distances[0].Intents.Count; k++)
        {
            Row(distances[0].Intents[k].Intent.ToString(), d => Cell(d.Intents[k].Neutral, d.Intents[k].Paraphrases, d.Intents[k].Others));
        }

        Row("mean of the intents", d => Cell(d.Intents.Average(i => i.Neutral), d.Intents.Average(i => i.Paraphrases), d.Intents.Average(i => i.Others)));
        return text.ToString();

        static string Cell(double neutral, double same, double other) => string.Create(CultureInfo.InvariantCulture, $"{neutral:F1} / {same:F1} / {other:F1}");
    }

    /// <summary>A cell is: how far the neutral picture is from what was asked for → how far that of the fitting prompt is.</summary>
    private static string Errors(IReadOnlyList<StudySet> sets, FaultErrors[] errors)
    {
        StringBuilder text = new(Head(sets, "fault"));
        for (int k = 0; k < errors[0].Faults.Count; k++)
        {
            string Cell(FaultError fault) => string.Create(CultureInfo.InvariantCulture, $"{fault.Neutral:F1} → {fault.Fitting:F1} ({100 * fault.Fitting / fault.Neutral:F0} %)");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {errors[0].Faults[k].Name} | {string.Join(" | ", errors.Select(e => Cell(e.Faults[k])))} |");
        }

        return text.ToString();
    }

    /// <summary>Of each fault the sentence that takes least of it away; a cell is what is left of the error.</summary>
    private static string HeardLeast(IReadOnlyList<StudySet> sets, FaultErrors[] errors)
    {
        StringBuilder text = new(Head(sets, "fault", "sentence that does least"));
        for (int k = 0; k < errors[0].Faults.Count; k++)
        {
            FaultError[] faults = [.. errors.Select(e => e.Faults[k])];
            string worst = faults[0].Told.Keys.MaxBy(sentence => faults.Average(fault => fault.Told[sentence] / fault.Neutral))!;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {faults[0].Name} | {worst} | {string.Join(" | ", faults.Select(fault => $"{100 * fault.Told[worst] / fault.Neutral:F0} %"))} |");
        }

        return text.ToString();
    }

    private static string Head(IReadOnlyList<StudySet> sets, params string[] first) =>
        $"| {string.Join(" | ", first.Concat(sets.Select(set => $"{set.Name}, {set.Pairs.Count} pairs")))} |\n|{string.Concat(first.Select(_ => "---|"))}{string.Concat(sets.Select(_ => "---:|"))}\n";
}
