using System.Globalization;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Training;

namespace IvifMl.TextStudy;

/// <summary>What a model takes sentences for that it was never trained with: the intent of which a trained sentence gives the nearest pictures.</summary>
internal static class HeardTable
{
    public static string Write(string modelName, string data)
    {
        using FusionModel model = FusionModel.Load(modelName);
        (Plane Infrared, Plane Visible)[] pairs = [.. StudySet.All(data).SelectMany(set => set.Pairs).Select(pair => (pair.InfraredPlane(), pair.VisiblePlane()))];
        PromptFamily[] families = [.. PromptFamily.All];
        Plane[] Pictures(string sentence) => [.. pairs.Select(pair => model.Score(pair.Infrared, pair.Visible, sentence))];
        Plane[][] references = [.. families.Select(family => Pictures(family.Intent == PromptIntent.Neutral ? "" : family.Training[0]))];
        PromptIntent Heard(string sentence)
        {
            Plane[] pictures = Pictures(sentence);
            return families[Enumerable.Range(0, families.Length).MinBy(k => pictures.Zip(references[k], StudySet.Distance).Average())].Intent;
        }

        StringBuilder text = new("| intent | held-out sentences that do it | the others |\n|---|---:|---|\n");
        foreach (PromptFamily family in families)
        {
            (string Sentence, PromptIntent Heard)[] all = [.. family.HeldOut.Select(sentence => (sentence, Heard(sentence)))];
            IEnumerable<string> others = all.Where(one => one.Heard != family.Intent).Select(one => $"“{one.Sentence}” does {one.Heard}");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {family.Intent} | {all.Count(one => one.Heard == family.Intent)}/{all.Length} | {string.Join("; ", others)} |");
        }

        return text.ToString();
    }
}
