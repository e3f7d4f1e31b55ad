using System.Diagnostics;
using System.Globalization;
using System.Text;
using IvifMl.Imaging;
using IvifMl.Scenes;

namespace IvifMl.TextStudy;

/// <summary>How long models take for one pair of 640×480, with a prompt that is embedded already; BenchmarkDotNet's numbers are in bench/results.</summary>
internal static class TimeTable
{
    private const int Rounds = 30;

    public static string Write(IReadOnlyList<string> models)
    {
        RenderedPair scene = Scene.Render(new SceneOptions { Seed = 1 });
        (Plane infrared, Plane visible) = (new ThermalToneMapping().Apply(scene.Infrared), Bt601.Luminance(scene.Visible));
        StringBuilder text = new("| model | median | least |\n|---|---:|---:|\n");
        foreach (string argument in models)
        {
            using FusionModel model = FusionModel.Load(argument[(argument.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            string? prompt = model.TakesPrompts ? "emphasise warm targets" : null;
            List<double> times = [];
            for (int i = 0; i < Rounds; i++)
            {
                long start = Stopwatch.GetTimestamp();
                _ = model.Score(infrared, visible, prompt);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            times.Sort();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {model.Name} | {times[times.Count / 2]:F1} ms | {times[0]:F1} ms |");
        }

        return text.ToString();
    }
}
