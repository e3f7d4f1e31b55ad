using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Cli.Tests;

public sealed class OtherCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_demo_renders_fuses_through_a_zip_and_draws_a_contact_sheet()
    {
        (int code, string output, string error) = Tool.Run("demo", "--out", _folder["demo"], "--pairs", "2");

        Assert.True(code == 0, error);
        Assert.Contains("contact-sheet.png", output, StringComparison.Ordinal);
        ImageHeader sheet = ImageCodecs.Default.Identify(_folder["demo/contact-sheet.png"]);
        Assert.InRange(sheet.Width, 900, 4000);
        string[] fused = Directory.GetFiles(_folder["demo/fused"], "*.png");
        Assert.Equal(2, fused.Length);
        Assert.All(Directory.GetFiles(_folder["demo/infrared"], "*.png"), f => Assert.Equal(SampleType.UInt16, ImageCodecs.Default.Identify(f).SampleType));
        (int again, string second, _) = Tool.Run(
            "fuse", "-i", _folder["demo/infrared"], "-v", _folder["demo/visible"], "-o", _folder["again"], "--model", _folder["demo/fusion.zip"]);
        Assert.Equal(0, again);
        Assert.Contains("2 fused", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_says_what_is_there_and_that_all_is_well()
    {
        (int code, string output, _) = Tool.Run("doctor");

        Assert.Equal(0, code);
        foreach (string word in (string[])["ONNX Runtime: 1.", "CPUExecutionProvider", "libvips", "fusion-language", "ML.NET", "training: "])
        {
            Assert.Contains(word, output, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_tells_which_packages_were_used() =>
        Assert.Matches(@"^\d+\.\d+\.\d+ \((official packages|stand-ins)\)", Tool.Run("--version").Out);

    [Fact]
    public void Info_describes_models_and_images()
    {
        (string infrared, _) = Tool.WritePairs(_folder.Root, 1);
        string model = Repository.PathOf("models", "fusion-pyramid.onnx");

        Assert.Contains("ivif.fusion/1", Tool.Run("info", model).Out, StringComparison.Ordinal);
        Assert.Contains("56×40", Tool.Run("info", Path.Combine(infrared, "p000.png")).Out, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("info", _folder["nowhere.png"]).Code);
    }

    [Fact]
    public void Info_describes_detectors_and_the_towers_of_a_clip()
    {
        Assert.Contains("classes     person", Tool.Run("info", Repository.PathOf("models", "detector-ivif.onnx")).Out, StringComparison.Ordinal);
        string text = Tool.Run("info", Repository.PathOf("models", "ivif-clip-nano-text.onnx")).Out;
        Assert.Contains("text tower of the CLIP ivif-clip-nano", text, StringComparison.Ordinal);
        Assert.Contains("embedding   128 values", text, StringComparison.Ordinal);
        Assert.Contains("112×112 pixels", Tool.Run("info", Repository.PathOf("models", "ivif-clip-nano-image.onnx")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_there_for_every_verb()
    {
        foreach (string verb in (string[])["fuse", "demo", "render", "info", "doctor", "export", "train"])
        {
            (int code, string output, _) = Tool.Run(verb, "--help");
            Assert.Equal(0, code);
            Assert.Contains("Usage:", output, StringComparison.Ordinal);
        }
    }
}
