namespace IvifMl.Metrics.Tests;

/// <summary>What is shared between metrics and between the fused images of one pair: it must change no value, and must not grow without bound.</summary>
[Collection(MemoryCollection.Name)]
public class KeptResultsTests
{
    // All metrics of the strict profile together; most of it are the planes of Qcb's and Qcv's Fourier transforms, which are let go of one after another.
    private const int MostBytesPerPixel = 100;

    [Theory]
    [MemberData(nameof(Profiles))]
    public void SourcesUsedAgainGiveTheSameValuesToTheLastBit(string name)
    {
        MetricProfile profile = MetricProfile.All.Single(p => p.Name == name);
        (GrayImage infrared, GrayImage visible, GrayImage fused) = Images(170, 183);
        FusionScore first = FusionScorer.Score(new FusionImages(infrared, visible, fused), profile);
        for (int again = 0; again < 3; again++)
        {
            Assert.Equal(first.Values, FusionScorer.Score(new FusionImages(infrared, visible, Copy(fused)), profile).Values);
        }
    }

    [Fact]
    public void ManyThreadsShareSources()
    {
        (GrayImage infrared, GrayImage visible, GrayImage fused) = Images(170, 183);
        FusionScore alone = FusionScorer.Score(new FusionImages(Copy(infrared), Copy(visible), Copy(fused)));
        FusionScore[] scores = new FusionScore[12];
        Parallel.For(0, scores.Length, i => scores[i] = FusionScorer.Score(new FusionImages(infrared, visible, Copy(fused))));
        Assert.All(scores, score => Assert.Equal(alone.Values, score.Values));
    }

    [Fact]
    public void APlaneIsKeptFromTheSecondRequestOn()
    {
        KeptResults kept = new();
        int computed = 0;
        Assert.Null(kept.FromSecondTime("key", Compute));
        object? second = kept.FromSecondTime("key", Compute);
        Assert.NotNull(second);
        Assert.Same(second, kept.FromSecondTime("key", Compute));
        Assert.Equal(1, computed);

        object Compute()
        {
            computed++;
            return new object();
        }
    }

    [Fact]
    public void ALargeImageKeepsNothingAndAllocatesABoundedNumberOfBytesPerPixel()
    {
        (GrayImage infrared, GrayImage visible, GrayImage fused) = Images(1024, 1025);
        Assert.Null(infrared.Kept);
        FusionImages images = new(infrared, visible, fused);
        long before = GC.GetAllocatedBytesForCurrentThread();
        FusionScorer.Score(images);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (long)MostBytesPerPixel * infrared.Length);
        long held = GC.GetTotalMemory(forceFullCollection: true);
        FusionScorer.Score(images);
        FusionScorer.Score(new FusionImages(infrared, visible, Copy(fused)));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - held, long.MinValue, 2L * infrared.Length);
        GC.KeepAlive(images);
    }

    [Fact]
    public void AMegapixelSourceKeepsAtMostWhatIsDocumented()
    {
        (GrayImage infrared, GrayImage visible, GrayImage fused) = Images(512, 512);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 4; i++)
        {
            FusionScorer.Score(new FusionImages(infrared, visible, Copy(fused)));
        }

        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(kept, 2L * 50 * infrared.Length, 2L * 115 * infrared.Length);
        GC.KeepAlive(infrared);
        GC.KeepAlive(visible);
    }

    public static TheoryData<string> Profiles() => [.. MetricProfile.All.Select(profile => profile.Name)];

    private static GrayImage Copy(GrayImage image) => new(image.Height, image.Width, image.Levels.ToArray());

    private static (GrayImage Infrared, GrayImage Visible, GrayImage Fused) Images(int height, int width)
    {
        GrayImage infrared = TestPairs.Make(height, width, (y, x) => (int)(128 + (100 * Math.Sin((x * 0.05) + (y * 0.02)))));
        GrayImage visible = TestPairs.Make(height, width, (y, x) => ((x * x) + (7 * y)) % 256);
        return (infrared, visible, TestPairs.Combine(infrared, visible, (a, b) => (a + b + 1) / 2));
    }
}
