using System.Diagnostics;
using System.Globalization;
using IvifMl.TrainingStep;

// dotnet run -c Release --project bench/IvifMl.TrainingStep -- [python] [rounds]
// Both sides take turns in short rounds, as other work on the machine comes and goes; medians over the rounds.
const int Threads = 2;
const int Steps = 1;
const int Additions = 5_000;
string python = args.Length > 0 ? args[0] : "/usr/bin/python3";
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15;

using var other = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "training_step.py"), $"{Threads}"])
{
    RedirectStandardInput = true,
    RedirectStandardOutput = true,
})!;
string version = Answer();
using var step = new Step(Threads);
List<(double Ours, double Theirs)> steps = Rounds(Steps, step.Milliseconds, "step");
List<(double Ours, double Theirs)> additions = Rounds(Additions, step.AdditionNanoseconds, "add");
other.StandardInput.Close();
other.WaitForExit();

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rounds} rounds, {Threads} threads | TorchSharp | python torch {version} | python's time / TorchSharp's |"));
Console.WriteLine("|---|---:|---:|---:|");
Report("training step, ms", steps, "F1");
Report("tiny addition, ns", additions, "F0");

List<(double Ours, double Theirs)> Rounds(int count, Func<int, double> ours, string theirs)
{
    _ = ours(count);
    _ = Ask(theirs, count);
    return [.. Enumerable.Range(0, rounds).Select(_ => (ours(count), Ask(theirs, count)))];
}

double Ask(string what, int count)
{
    other.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {count}"));
    other.StandardInput.Flush();
    return double.Parse(Answer(), CultureInfo.InvariantCulture);
}

string Answer() => other.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{python} ended; is its torch installed (apt-get install python3-torch libopenblas0-pthread)?");

static void Report(string name, List<(double Ours, double Theirs)> values, string format) => Console.WriteLine(
    $"| {name} | {Text(Median(values.Select(v => v.Ours)), format)} | {Text(Median(values.Select(v => v.Theirs)), format)} | {Text(Median(values.Select(v => v.Theirs / v.Ours)), "F2")} |");

static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
