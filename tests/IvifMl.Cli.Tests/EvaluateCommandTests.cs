using System.Diagnostics;
using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private static readonly string[] Baselines = ["average", "infrared", "maximum", "visible"];
    private readonly TemporaryFolder _folder = new();
    private readonly string _infrared;
    private readonly string _visible;

    public EvaluateCommandTests()
    {
        (_infrared, _visible) = Tool.WritePairs(_folder.Root, 3);
        WriteFused("ours", 3, level => level);
        WriteFused("dim", 3, level => level / 3);
    }

    private string Out => _folder["out"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_a_model_and_the_baselines_are_ranked_on_the_terminal_and_in_files()
    {
        (int code, string output, string error) = Evaluate(
            "--fused", $"Ours={_folder["fused/ours"]}", "--fused", $"Dim={_folder["fused/dim"]}", "--model", "fusion-pyramid", "--out", Out, "--json", _folder["json/scores.json"]);

        Assert.True(code == 0, error);
        Assert.Empty(error);
        string[] rows = [.. output.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| -", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim())];
        Assert.Equal(["Dim", "Ours", "average", "fusion-pyramid", "infrared", "maximum", "method", "visible"], rows.Order(StringComparer.Ordinal));
        Assert.Contains("3 pairs, 7 methods, profile strict", output, StringComparison.Ordinal);
        foreach (string file in (string[])["scores.csv", "means.csv", "evaluation.json", "report.html"])
        {
            Assert.True(File.Exists(Path.Combine(Out, file)), file);
        }

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["json/scores.json"]));
        JsonElement root = json.RootElement;
        Assert.Equal("strict", root.GetProperty("profile").GetString());
        Assert.Equal(["p000", "p001", "p002"], root.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        double[] entropies = [.. root.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("methods").GetProperty("Ours").GetProperty("EN").GetDouble())];
        Assert.Equal(entropies.Average(), root.GetProperty("means").GetProperty("Ours").GetProperty("EN").GetDouble(), 12);
        Assert.InRange(root.GetProperty("ranks").GetProperty("Dim").GetDouble(), 1, 7);
        Assert.Equal(3, root.GetProperty("undefined").GetProperty("visible").GetProperty("SCD").GetInt32());
        Assert.False(string.IsNullOrEmpty(root.GetProperty("versions").GetProperty("ivif").GetString()));
    }

    [Fact]
    public void A_folder_of_folders_brings_each_as_a_method_and_metrics_can_be_chosen()
    {
        (int code, _, string error) = Evaluate("--fused-root", _folder["fused"], "--metrics", "common", "--rank-by", "EN,SD", "--json", _folder["s.json"], "--jobs", "1");

        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["s.json"]));
        Assert.Equal(["dim", "ours", .. Baselines], json.RootElement.GetProperty("ranks").EnumerateObject().Select(r => r.Name).OrderBy(n => Baselines.Contains(n)).ThenBy(n => n, StringComparer.Ordinal));
        Assert.Equal(["EN", "SD", "SF", "AG", "MI", "SCD", "VIF", "Qabf", "SSIM"], json.RootElement.GetProperty("metrics").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(["EN", "SD"], json.RootElement.GetProperty("rankedBy").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public void A_second_run_scores_only_what_changed_and_writes_the_same_bytes()
    {
        string[] arguments = ["--fused-root", _folder["fused"], "--metrics", "EN,MI", "--out", Out];
        Evaluate(arguments);
        byte[] first = File.ReadAllBytes(Path.Combine(Out, "evaluation.json"));
        string journal = Path.Combine(Out, ".ivif-evaluate.jsonl");
        int lines = File.ReadAllLines(journal).Length;
        Evaluate(arguments);

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Out, "evaluation.json")));
        Assert.Equal(lines, File.ReadAllLines(journal).Length);
        WriteFused("dim", 1, level => 255 - level);
        File.SetLastWriteTimeUtc(_folder["fused/dim/p000.png"], DateTime.UnixEpoch);
        Evaluate(arguments);
        Assert.Equal(lines + 1, File.ReadAllLines(journal).Length);
        Assert.NotEqual(first, File.ReadAllBytes(Path.Combine(Out, "evaluation.json")));
    }

    [Fact]
    public void A_method_without_some_pictures_is_told_and_complete_pairs_compares_on_equal_terms()
    {
        File.Delete(_folder["fused/dim/p001.png"]);
        (int code, _, string error) = Evaluate("--fused-root", _folder["fused"], "--metrics", "EN", "--json", _folder["all.json"]);
        Assert.Equal(0, code);
        Assert.Contains("dim has no picture of 1 of 3 pairs (p001)", error, StringComparison.Ordinal);

        (code, _, error) = Evaluate("--fused-root", _folder["fused"], "--metrics", "EN", "--complete-pairs", "--json", _folder["complete.json"]);
        Assert.True(code == 0 && error.Length == 0, error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["complete.json"]));
        Assert.Equal(["p000", "p002"], json.RootElement.GetProperty("pairs").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_picture_of_another_size_fails_alone_with_both_sizes_and_ends_in_one()
    {
        ImageCodecs.Default.Write(RasterImage.FromBytes(20, 28, 1, new byte[560]), _folder["fused/dim/p002.png"]);
        (int code, string output, string error) = Evaluate("--fused-root", _folder["fused"], "--metrics", "EN");

        Assert.Equal(1, code);
        Assert.Contains("failed dim on p002:", error, StringComparison.Ordinal);
        Assert.Contains("28×20", error, StringComparison.Ordinal);
        Assert.Contains("56×40", error, StringComparison.Ordinal);
        Assert.Contains("| dim", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no folder", "--fused", "A=nowhere")]
    [InlineData("write NAME=DIR", "--fused", "nowhere")]
    [InlineData("There is no folder", "--fused-root", "nowhere")]
    [InlineData("there is a method 'A' already", "--fused", "A={ours}", "--fused", "A={dim}")]
    [InlineData("'average' is the name of a baseline", "--fused", "average={ours}")]
    [InlineData("No picture of A has the name of a pair", "--fused", "A={other}")]
    [InlineData("There is no metric profile 'loose'", "--profile", "loose")]
    [InlineData("fusion model 'none.onnx' is not there", "--model", "none.onnx")]
    [InlineData("there is a method 'fusion-pyramid' already", "--model", "fusion-pyramid", "--model", "fusion-pyramid")]
    [InlineData("--metrics has 'PNSR'", "--metrics", "PNSR")]
    [InlineData("which profile 'strict' does not score", "--metrics", "EN", "--rank-by", "SD")]
    [InlineData("at least one pair", "--jobs", "0")]
    public void Wrong_usage_ends_in_two_and_says_what_to_do(string expected, params string[] arguments)
    {
        Directory.CreateDirectory(_folder["other"]);
        File.Copy(_folder["fused/ours/p000.png"], _folder["other/elsewhere.png"]);
        string[] filled = [.. arguments.Select(a => a.Replace("{ours}", _folder["fused/ours"]).Replace("{dim}", _folder["fused/dim"]).Replace("{other}", _folder["other"]))];
        (int code, string output, string error) = Evaluate([.. filled, "--out", Out]);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(output);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void Folders_without_a_pair_are_refused()
    {
        (int code, _, string error) = Tool.Run("evaluate", "-i", _infrared, "-v", _folder.Root);
        Assert.Equal(2, code);
        Assert.Contains("has no visible images", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Cancelling_leaves_no_result_and_the_next_run_goes_on()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        (string infrared, string visible) = Tool.WritePairs(_folder["many"], 40, 240, 320);
        string[] arguments = ["evaluate", "-i", infrared, "-v", visible, "--out", Out, "--jobs", "1"];
        string journal = Path.Combine(Out, ".ivif-evaluate.jsonl");
        using (Process process = Tool.Start(arguments))
        {
            SpinWait.SpinUntil(() => process.HasExited || (File.Exists(journal) && new FileInfo(journal).Length > 0), TimeSpan.FromMinutes(1));
            using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
            Assert.Equal(130, process.ExitCode);
            Assert.Contains("the same command goes on from there", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
        }

        Assert.Equal([".ivif-evaluate.jsonl"], Directory.GetFileSystemEntries(Out).Select(Path.GetFileName));
        int kept = File.ReadAllLines(journal).Count(line => line.Length > 0);
        Assert.InRange(kept, 1, (40 * 4) - 1);
        Assert.Equal(0, Tool.Run(arguments).Code);
        Assert.Equal(40 * 4, File.ReadAllLines(journal).Count(line => line.Length > 0));
    }

    private (int Code, string Out, string Error) Evaluate(params string[] arguments) => Tool.Run(["evaluate", "--infrared", _infrared, "--visible", _visible, .. arguments]);

    private void WriteFused(string method, int count, Func<int, int> level)
    {
        Directory.CreateDirectory(_folder["fused/" + method]);
        for (int n = 0; n < count; n++)
        {
            byte[] levels = [.. Enumerable.Range(0, 40 * 56).Select(i => (byte)level((3 * (i % 56)) + (2 * (i / 56)) + n))];
            ImageCodecs.Default.Write(RasterImage.FromBytes(40, 56, 1, levels), _folder[$"fused/{method}/p{n:D3}.png"]);
        }
    }
}
