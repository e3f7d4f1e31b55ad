using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Tests;

/// <summary>Whatever lies in a folder, a pair is fused or fails with a sentence that names the file; the others go on.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<PairResult> FuseWithInfrared(byte[] infrared, string extension = ".png")
    {
        string path = _folder["infrared" + extension];
        await File.WriteAllBytesAsync(path, infrared);
        ImageCodecs.Default.Write(Pictures.Visible(48, 64), _folder["visible.png"]);
        PairFiles pair = new() { Name = "pair", InfraredPath = path, VisiblePath = _folder["visible.png"] };
        FusionRunResult result = await FusionRunner.RunAsync([pair], _folder["out"]);
        PairResult only = result.Pairs.Single();
        Assert.Equal(only.Outcome == PairOutcome.Fused, File.Exists(only.OutputPath));
        if (only.Outcome == PairOutcome.Failed)
        {
            Assert.DoesNotContain("Exception", only.Error, StringComparison.Ordinal);
            Assert.True(only.Error!.Length is > 20 and < 600, only.Error);
        }

        return only;
    }

    private static byte[] Png(int height, int width) => ImageCodecs.Default.Encode(Pictures.Infrared(height, width), ImageFormat.Png);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Files_of_almost_nothing_fail_by_name(int bytes)
    {
        PairResult result = await FuseWithInfrared(Png(48, 64)[..bytes]);

        Assert.Equal(PairOutcome.Failed, result.Outcome);
        Assert.Contains("infrared.png", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_named_as_a_picture_fails_by_name() =>
        Assert.Contains("infrared.png", (await FuseWithInfrared("just some words, no picture at all"u8.ToArray())).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Not_a_number_fails_and_says_where()
    {
        float[] kelvin = new float[48 * 64];
        Array.Fill(kelvin, 300);
        kelvin[(5 * 64) + 9] = float.NaN;
        byte[] tiff = ImageCodecs.Default.Encode(RasterImage.FromSingle(48, 64, 1, kelvin), ImageFormat.Tiff);
        PairResult result = await FuseWithInfrared(tiff, ".tif");

        Assert.Equal(PairOutcome.Failed, result.Outcome);
        Assert.Contains("9", result.Error, StringComparison.Ordinal);
        Assert.Contains("5", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".png", 11)]
    [InlineData(".jpg", 12)]
    [InlineData(".tif", 13)]
    public async Task Mutated_files_fuse_or_fail_with_a_sentence(string extension, int seed)
    {
        ImageFormat format = extension switch { ".png" => ImageFormat.Png, ".jpg" => ImageFormat.Jpeg, _ => ImageFormat.Tiff };
        byte[] whole = ImageCodecs.Default.Encode(Pictures.Infrared(48, 64), format);
        Random random = new(seed);
        int failed = 0;
        for (int i = 0; i < 60; i++)
        {
            byte[] mutated = i % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int flips = random.Next(1, 8); flips > 0 && mutated.Length > 0; flips--)
            {
                mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            }

            PairResult result = await FuseWithInfrared(mutated, extension).WaitAsync(TimeSpan.FromSeconds(30));
            failed += result.Outcome == PairOutcome.Failed ? 1 : 0;
            File.Delete(result.OutputPath);
        }

        Assert.InRange(failed, 20, 60);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(15, 40, false)]
    [InlineData(16, 16, true)]
    [InlineData(17, 333, true)]
    public async Task Sizes_below_sixteen_fail_and_from_there_on_fuse(int height, int width, bool fuses)
    {
        ImageCodecs.Default.Write(Pictures.Infrared(height, width), _folder["i.png"]);
        ImageCodecs.Default.Write(Pictures.Visible(height, width), _folder["v.png"]);
        PairFiles pair = new() { Name = "pair", InfraredPath = _folder["i.png"], VisiblePath = _folder["v.png"] };
        PairResult result = (await FusionRunner.RunAsync([pair], _folder["out"])).Pairs.Single();

        Assert.Equal(fuses ? PairOutcome.Fused : PairOutcome.Failed, result.Outcome);
        if (!fuses)
        {
            Assert.Contains($"{width}×{height}", result.Error, StringComparison.Ordinal);
        }
    }
}
