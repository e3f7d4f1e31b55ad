using System.Globalization;
using IvifMl.Scenes.Numerics;

namespace IvifMl.Scenes;

/// <summary>Says in one sentence what the facts and boxes of a scene hold, and nothing else.</summary>
internal static class Captions
{
    private static readonly string[] Numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static string Of(SceneFacts facts, IReadOnlyList<SceneBox> boxes, SceneRandom random)
    {
        List<string> parts = [];
        foreach (string label in SceneLabels.All)
        {
            if (label != SceneLabels.Lamp && facts.CountOf(label) > 0)
            {
                parts.Add(Counted(label, [.. boxes.Where(b => b.Label == label)]));
            }
        }

        int lit = boxes.Count(b => b.Label == SceneLabels.Lamp && b.State == "lit");
        if (lit > 0 && random.Chance(0.5f))
        {
            parts.Add(lit == 1 ? "a lamp" : "lamps");
        }

        if (facts.Smoke)
        {
            parts.Add("smoke");
        }

        string place = Place(facts);
        string sentence = parts.Count == 0 ? place : random.Chance(0.75f) ? $"{place} with {Joined(parts)}" : $"{Joined(parts)} {(facts.Kind is SceneKind.Street or SceneKind.Field ? "on" : "in")} {place}";
        string weather = facts.Weather == SceneWeather.Fog ? " in fog" : string.Empty;
        string remarks = Remarks(facts, boxes);
        return sentence + weather + (remarks.Length > 0 ? "; " + remarks : string.Empty);
    }

    private static string Place(SceneFacts facts)
    {
        string time = facts.Time switch { TimeOfDay.Day => "day", TimeOfDay.Dusk => "dusk", _ => "night" };
        return facts.Kind switch
        {
            SceneKind.Street when facts.Time == TimeOfDay.Dusk => "a street at dusk",
            SceneKind.Street => $"a {time} street",
            SceneKind.Forest => facts.Time == TimeOfDay.Day ? "a forest by day" : $"a forest at {time}",
            SceneKind.Harbour => facts.Time == TimeOfDay.Day ? "a harbour by day" : $"a harbour at {time}",
            SceneKind.Field => facts.Time == TimeOfDay.Day ? "a country road by day" : $"a country road at {time}",
            _ => facts.Time switch { TimeOfDay.Day => "a bright corridor", TimeOfDay.Dusk => "a dim corridor", _ => "a dark corridor" },
        };
    }

    /// <summary>"two people", "a parked car", "three boats": the state is named where all share it.</summary>
    private static string Counted(string label, SceneBox[] boxes)
    {
        bool same = boxes.All(b => b.State == boxes[0].State) && boxes[0].State is not ("lit" or "off");
        string noun = label == SceneLabels.Person && boxes.Length > 1 ? "people" : boxes.Length > 1 ? Plural(label) : label;
        string what = same ? $"{boxes[0].State} {noun}" : noun;
        return boxes.Length == 1 ? $"a {what}" : $"{Number(boxes.Length)} {what}";
    }

    private static string Remarks(SceneFacts facts, IReadOnlyList<SceneBox> boxes)
    {
        List<string> remarks = [];
        AddRemark(remarks, boxes, b => b.HiddenBySmoke, "hidden by smoke in the visible image");
        AddRemark(remarks, boxes, b => b.LostInTheDark, "lost in the dark in the visible image");
        if (facts.Glare)
        {
            remarks.Add("headlights glare at the camera");
        }

        return string.Join(", ", remarks);
    }

    private static void AddRemark(List<string> remarks, IReadOnlyList<SceneBox> boxes, Func<SceneBox, bool> applies, string what)
    {
        SceneBox[] people = [.. boxes.Where(b => b.Label == SceneLabels.Person)];
        int affected = people.Count(applies);
        if (affected == 0)
        {
            return;
        }

        string who = affected < people.Length ? affected == 1 ? "one person is" : $"{Number(affected)} people are" : affected == 1 ? "the person is" : "the people are";
        remarks.Add($"{who} {what}");
    }

    private static string Plural(string label) => label == SceneLabels.Bus ? "buses" : label + "s";

    private static string Number(int n) => n < Numbers.Length ? Numbers[n] : n.ToString(CultureInfo.InvariantCulture);

    private static string Joined(List<string> parts) => parts.Count switch
    {
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}",
    };
}
