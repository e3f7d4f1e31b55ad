using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IvifMl.Scenes;

namespace IvifMl.Cli;

/// <summary><c>ivif render</c>: a data set of rendered scenes with captions and boxes.</summary>
internal static class RenderCommand
{
    private const int ProgressSteps = 20;

    private static readonly Option<int> Count = new("--count", "-n") { Description = "Scenes in the set.", Required = true };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Seed of the first scene; the others follow.", DefaultValueFactory = _ => 0 };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for ir/, vi/, text/ and labels/; a set begun there with the same seed and size is gone on with.", HelpName = "DIR", Required = true };
    private static readonly Option<int> Width = new("--width") { Description = "Columns of both images.", DefaultValueFactory = _ => SceneOptions.DefaultWidth };
    private static readonly Option<int> Height = new("--height") { Description = "Rows of both images.", DefaultValueFactory = _ => SceneOptions.DefaultHeight };

    public static Command Create()
    {
        Command command = new("render", "Render a data set of scenes: infrared, visible, captions and boxes, exact and the same on every machine.") { Count, Seed, Output, Width, Height };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        int count = parsed.GetValue(Count);
        string folder = parsed.GetValue(Output)!;
        SceneOptions first = new() { Seed = parsed.GetValue(Seed), Width = parsed.GetValue(Width), Height = parsed.GetValue(Height) };
        Directory.CreateDirectory(folder);
        long start = Stopwatch.GetTimestamp();
        int rendered = SceneDataSet.Write(folder, count, first, new Lines(count), cancellation);
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rendered} scenes rendered, {count - rendered} were there, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, to {folder}"));
        return ExitCodes.Done;
    }

    private sealed class Lines(int count) : IProgress<int>
    {
        private readonly int _step = Math.Max(1, count / ProgressSteps);

        public void Report(int value)
        {
            if (value % _step == 0 && value < count)
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value}/{count}"));
            }
        }
    }
}
