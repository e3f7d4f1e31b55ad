using System.Globalization;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Training;

namespace IvifMl.TextStudy;

/// <summary>What sentences do that others wrote for their own systems: Text-IF's (of degradations) and TextFusion's (of what is to be seen).</summary>
internal static class PublishedSentences
{
    /// <summary>Words of Text-IF's sentences that name a fault which we can make, and our name of it (<see cref="PromptContactSheet.Faults"/>).</summary>
    private static readonly (string Words, string Fault)[] Faults =
    [
        ("low light", "low light"),
        ("low contrast", "low contrast"),
        ("stripe noise", "stripes"),
        ("noise degradation affecting the infrared", "infrared noise"),
        ("haze", "haze"),
        ("overexposure", "over-exposure"),
    ];

    public static string Write(string modelName, string data)
    {
        using FusionModel model = FusionModel.Load(modelName);
        using SentenceProbe probe = new();
        StringBuilder text = new();
        string textIf = Path.Combine(data, "prompts", "textif_readme_prompts.txt");
        if (File.Exists(textIf))
        {
            WriteFaults(text, probe, model, File.ReadAllLines(textIf), StudySet.All(data));
        }

        string textFusion = Path.Combine(data, "TextFusion_LLVIP");
        if (Directory.Exists(textFusion))
        {
            WriteThings(text, probe, model, textFusion);
        }

        return text.ToString();
    }

    private static void WriteFaults(StringBuilder text, SentenceProbe probe, FusionModel model, string[] sentences, IReadOnlyList<StudySet> sets)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| Text-IF's sentence | told as | fault | {string.Join(" | ", sets.Select(set => set.Name))} |\n|---|---|---|{string.Concat(sets.Select(_ => "---:|"))}");
        foreach (string sentence in sentences.Where(line => line.Length > 0))
        {
            string? name = Faults.FirstOrDefault(known => sentence.Contains(known.Words, StringComparison.OrdinalIgnoreCase)).Fault;
            IEnumerable<string> cells = sets.Select(set => name is null ? Change(model, set, sentence) : Error(model, set, PromptContactSheet.Faults().First(fault => fault.Name == name).Fault, sentence));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {sentence} | {probe.Of(sentence)} | {name ?? "none of ours: change"} | {string.Join(" | ", cells)} |");
        }
    }

    private static string Error(FusionModel model, StudySet set, PairFault fault, string sentence)
    {
        FaultError error = FaultErrors.Of(model, set.Pairs, fault, [sentence]);
        return string.Create(CultureInfo.InvariantCulture, $"{error.Neutral:F1} → {error.Fitting:F1} ({error.Fitting / error.Neutral:P0})");
    }

    private static string Change(FusionModel model, StudySet set, string sentence) => set.Pairs
        .Average(pair => StudySet.Distance(model.Score(pair.InfraredPlane(), pair.VisiblePlane(), sentence), model.Score(pair.InfraredPlane(), pair.VisiblePlane())))
        .ToString("F1", CultureInfo.InvariantCulture);

    private static void WriteThings(StringBuilder text, SentenceProbe probe, FusionModel model, string folder)
    {
        TrainingPair pair = StudySet.Read(new ImagePair("1", Path.Combine(folder, "ir", "1.png"), Path.Combine(folder, "vi", "1.png")));
        Plane neutral = model.Score(pair.InfraredPlane(), pair.VisiblePlane());
        text.AppendLine("\n| TextFusion's sentence of its pair 1 | told as | of interest to them | change there | elsewhere |\n|---|---|---:|---:|---:|");
        foreach (string file in Directory.GetFiles(Path.Combine(folder, "text"), "1_1_*.txt").Order(StringComparer.Ordinal))
        {
            string sentence = File.ReadAllText(file).Trim();
            string number = Path.GetFileNameWithoutExtension(file).Split('_')[^1];
            Plane interest = Bt601.Luminance(ImageCodecs.Default.Read(
                Path.Combine(folder, "association", $"IVT_LLVIP_2000_imageIndex_1_textIndex_{number}", "Final_Finetuned_BinaryInterestedMap.png")));
            Plane told = model.Score(pair.InfraredPlane(), pair.VisiblePlane(), sentence);
            ILookup<bool, float> changes = Enumerable.Range(0, told.Length).ToLookup(i => interest.Array[i] > 0.5f, i => told.Array[i] - neutral.Array[i]);
            string Signed(IEnumerable<float> change) => Math.Round(255 * (double)change.DefaultIfEmpty().Average(), 1).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {sentence} | {probe.Of(sentence)} | {(double)changes[true].Count() / told.Length:P0} | {Signed(changes[true])} | {Signed(changes[false])} |");
        }
    }
}
