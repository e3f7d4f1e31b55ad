using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Tests;

/// <summary>Every real pair that lies beside the checkout fuses to a picture of its own size, colours and range.</summary>
public sealed class RealPairTests
{
    [SkippableTheory]
    [InlineData("RoadScene", 181)]
    [InlineData("TNO", 32)]
    [InlineData("MSRS", 65)]
    [InlineData("LLVIP", 37)]
    public async Task All_pairs_fuse_and_keep_size_chroma_and_range(string dataset, int count)
    {
        string infrared = Repository.Shared("data", dataset, "ir");
        string visible = Repository.Shared("data", dataset, "vi");
        using TemporaryFolder folder = new();
        PairFiles[] pairs = [.. PairFinder.Pair(infrared, visible).Pairs.Select(p => new PairFiles { Name = p.Name, InfraredPath = p.InfraredPath, VisiblePath = p.VisiblePath })];
        FusionRunResult result = await FusionRunner.RunAsync(pairs, folder.Root);

        Assert.Equal((count, 0), (result.Fused, result.Failed));
        Parallel.ForEach(pairs.Zip(result.Pairs), p => CheckPicture(ImageCodecs.Default.Read(p.First.VisiblePath), ImageCodecs.Default.Read(p.Second.OutputPath), p.First.Name));
    }

    private static void CheckPicture(RasterImage visible, RasterImage fused, string name)
    {
        Assert.Equal((visible.Height, visible.Width), (fused.Height, fused.Width));
        (Plane luminance, Plane cb, Plane cr) = Bt601.ToYCbCr(visible);
        (Plane fusedLuminance, Plane fusedCb, Plane fusedCr) = Bt601.ToYCbCr(fused);
        double drift = 0;
        double turned = 0;
        double spread = 0;
        for (int i = 0; i < cb.Length; i++)
        {
            (float sb, float sr) = (cb.Values[i] - 0.5f, cr.Values[i] - 0.5f);
            (float fb, float fr) = (fusedCb.Values[i] - 0.5f, fusedCr.Values[i] - 0.5f);
            drift += MathF.Abs(sb - fb) + MathF.Abs(sr - fr);

            // Chroma may shrink where it would leave the range; its hue may not turn.
            turned = Math.Max(turned, Math.Abs((sb * fr) - (sr * fb)) / MathF.Max(0.05f, MathF.Sqrt((sb * sb) + (sr * sr))));
            spread = Math.Max(spread, fusedLuminance.Values[i]);
        }

        Assert.True(drift / cb.Length < 0.03, $"{name}: the mean chroma drift is {drift / cb.Length:F4}");
        Assert.True(turned < 0.02, $"{name}: a hue turned by {turned:F4}");
        Assert.True(spread > 0.2, $"{name}: the brightest fused pixel is {spread:F2}");
        Assert.Equal(luminance.Length, fusedLuminance.Length);
    }
}
