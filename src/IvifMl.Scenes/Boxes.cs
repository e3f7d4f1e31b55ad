using System.Collections.Frozen;
using IvifMl.Scenes.Rendering;

namespace IvifMl.Scenes;

/// <summary>Turns what the canvas counted into boxes and facts.</summary>
internal static class Boxes
{
    /// <summary>Share of the picture's light that smoke must take to be worth a word.</summary>
    private const float SmokeInView = 0.003f;

    /// <summary>Boxes of the things that are seen, nearest first, and the facts; renumbers the canvas's instances to match.</summary>
    public static (IReadOnlyList<SceneBox> Boxes, SceneFacts Facts) Collect(Canvas canvas, Thing[] labelled, float exposure, Setting setting, float air)
    {
        List<SceneBox> boxes = [];
        bool glare = false;
        ushort[] numbers = new ushort[labelled.Length + 1];
        for (int i = 0; i < labelled.Length; i++)
        {
            ref readonly Tally tally = ref canvas.Tallies[i + 1];
            if (tally.Seen < Scene.SmallestMask)
            {
                continue;
            }

            float share = 1f / tally.Seen;
            boxes.Add(new(
                labelled[i].Label!,
                labelled[i].State,
                tally.X0,
                tally.Y0,
                tally.X1,
                tally.Y1,
                tally.Seen,
                1f - (tally.Seen / (float)Math.Max(tally.Painted, tally.Seen)),
                tally.Veiled * share,
                tally.Light * share * exposure,
                labelled[i].Depth));
            numbers[i + 1] = (ushort)boxes.Count;
            glare |= labelled[i].Glares && boxes[^1] is { Occlusion: < 0.5f, SmokeCover: < 0.5f };
        }

        foreach (ref ushort instance in canvas.Instances.AsSpan())
        {
            instance = numbers[instance];
        }

        FrozenDictionary<string, int> counts = boxes.GroupBy(b => b.Label).ToFrozenDictionary(g => g.Key, g => g.Count());
        return (boxes, new(setting.Kind, setting.Time, setting.Weather, canvas.VeiledShare > SmokeInView, glare, counts, air));
    }
}
