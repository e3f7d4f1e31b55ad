using System.Diagnostics;
using System.Text.Json;
using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class FuseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Out => _folder["out"];

    [Fact]
    public void Folders_are_fused_and_a_second_run_skips_them()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 3);
        (int code, string output, _) = Tool.Run("fuse", "--infrared", infrared, "--visible", visible, "--out", Out);

        Assert.Equal(0, code);
        Assert.Contains("3 fused, 0 skipped, 0 failed", output, StringComparison.Ordinal);
        Assert.Equal(["p000.png", "p001.png", "p002.png"], Directory.GetFiles(Out, "*.png").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("0 fused, 3 skipped", Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out).Out, StringComparison.Ordinal);
        Assert.Contains("3 fused, 0 skipped", Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out, "--force").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void One_pair_goes_into_a_file_of_the_format_its_name_says()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 1);
        (int code, _, string error) = Tool.Run("fuse", "-i", Path.Combine(infrared, "p000.png"), "-v", Path.Combine(visible, "p000.png"), "-o", _folder["fused.jpg"]);

        Assert.True(code == 0, error);
        ImageHeader header = ImageCodecs.Default.Identify(_folder["fused.jpg"]);
        Assert.Equal((ImageFormat.Jpeg, 56, 40), (header.Format, header.Width, header.Height));
    }

    [Fact]
    public void Failures_are_listed_with_their_reason_and_end_in_one()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 3);
        File.WriteAllText(Path.Combine(infrared, "p001.png"), "this is no picture");
        File.Copy(Path.Combine(visible, "p000.png"), Path.Combine(visible, "lonely.png"));
        (int code, string output, string error) = Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out);

        Assert.Equal(1, code);
        Assert.Contains("2 fused, 0 skipped, 1 failed", output, StringComparison.Ordinal);
        Assert.Contains("failed p001:", error, StringComparison.Ordinal);
        Assert.Contains("lonely.png", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_can_be_read_by_programs()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 2);
        (int code, string output, _) = Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out, "--json");
        using JsonDocument summary = JsonDocument.Parse(output);

        Assert.Equal(0, code);
        Assert.Equal(2, summary.RootElement.GetProperty("fused").GetInt32());
        Assert.Equal("fused", summary.RootElement.GetProperty("pairs")[1].GetProperty("outcome").GetString());
        Assert.True(summary.RootElement.GetProperty("pairs")[1].GetProperty("scoreMs").GetDouble() > 0);
    }

    [Fact]
    public void Sizes_that_differ_name_the_option_that_helps()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 1);
        ImageCodecs.Default.Write(RasterImage.FromBytes(20, 28, 1, new byte[560]), Path.Combine(infrared, "p000.png"));
        (int code, _, string error) = Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out);

        Assert.Equal(1, code);
        Assert.Contains("28×20", error, StringComparison.Ordinal);
        Assert.Contains("56×40", error, StringComparison.Ordinal);
        Assert.Contains("--resize-infrared", error, StringComparison.Ordinal);
        Assert.Equal(0, Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out, "--resize-infrared").Code);
        Assert.Equal(0, Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out, "--affine", "0.5,0,-0.25,0,0.5,-0.25").Code);
    }

    [Fact]
    public void A_table_names_the_pairs()
    {
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 2);
        File.WriteAllText(_folder["pairs.tsv"], $"name\tinfrared\tvisible\nfirst\t{infrared}/p000.png\t{visible}/p001.png\n");
        (int code, _, string error) = Tool.Run("fuse", "--pairs", _folder["pairs.tsv"], "-o", Out);

        Assert.True(code == 0, error);
        Assert.Equal(["first.png"], Directory.GetFiles(Out, "*.png").Select(Path.GetFileName));
    }

    public static TheoryData<string[]> WrongUsages => new()
    {
        new[] { "fuse" },
        new[] { "fuse", "--infrared", "a", "--out", "b" },
        new[] { "fuse", "--infrared", "nowhere", "--visible", "nowhere", "--out", "b" },
        new[] { "fuse", "--pairs", "nowhere.tsv", "--out", "b" },
        new[] { "fuse", "--infrared", "a", "--visible", "b", "--out", "c", "--model", "nowhere.onnx" },
        new[] { "fuse", "--infrared", "a", "--visible", "b", "--out", "c", "--affine", "1,2,3" },
        new[] { "fuse", "--infrared", "a", "--visible", "b", "--out", "c", "--format", "gif" },
        new[] { "fuse", "--infrared", "a", "--visible", "b", "--out", "c", "--jobs", "0" },
        new[] { "fuse", "--infrared", "a", "--visible", "b", "--out", "c", "--colour", "red" },
        new[] { "nonsense" },
    };

    [Theory]
    [MemberData(nameof(WrongUsages))]
    public void Wrong_usage_ends_in_two_with_a_sentence(string[] arguments)
    {
        (int code, _, string error) = Tool.Run(arguments);

        Assert.Equal(2, code);
        Assert.StartsWith("ivif: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Control_C_ends_in_130_and_leaves_only_whole_pictures()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Sends SIGINT, which this system does not have.");
        (string infrared, string visible) = Tool.WritePairs(_folder.Root, 60, 480, 640);
        using Process process = Tool.Start("fuse", "-i", infrared, "-v", visible, "-o", Out, "--jobs", "1");
        for (string? line = ""; line is not null && !line.StartsWith("3/", StringComparison.Ordinal);)
        {
            line = process.StandardOutput.ReadLine();
        }

        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString()]))
        {
            kill.WaitForExit();
        }

        Task<string> rest = process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "ivif did not end");
        string[] pictures = Directory.GetFiles(Out, "*.png");

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("cancelled", rest.Result, StringComparison.Ordinal);
        Assert.InRange(pictures.Length, 3, 59);
        Assert.Equal([".ivif-fuse.jsonl"], Directory.GetFiles(Out).Except(pictures).Select(Path.GetFileName));
        Assert.All(pictures, p => Assert.Equal(640, ImageCodecs.Default.Read(p).Width));
        Assert.Contains($"{60 - pictures.Length} fused, {pictures.Length} skipped", Tool.Run("fuse", "-i", infrared, "-v", visible, "-o", Out).Out, StringComparison.Ordinal);
    }
}
