using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests;

public sealed class SharedDataTests
{
    [SkippableTheory]
    [InlineData("RoadScene", 181)]
    [InlineData("TNO", 32)]
    [InlineData("MSRS", 65)]
    [InlineData("LLVIP", 37)]
    [InlineData("VIFB", 14)]
    public void EveryPairDecodesToOneSize(string dataSet, int count)
    {
        IReadOnlyList<TestPair> pairs = TestPairs.All(dataSet);
        Assert.Equal(count, pairs.Count);
        foreach (TestPair pair in pairs)
        {
            Plane infrared = pair.ReadInfraredPlane();
            RasterImage visible = pair.ReadVisible();
            ImageHeader header = ImageCodecs.Default.Identify(pair.VisiblePath);
            Assert.True(visible.HasSizeOf(infrared), pair.ToString());
            Assert.Equal((visible.Height, visible.Width, visible.Channels, visible.SampleType), (header.Height, header.Width, header.Channels, header.SampleType));
            Assert.True(infrared.Values.IndexOfAnyExceptInRange(0f, 1f) < 0, $"{pair}: infrared out of 0–1");
            Assert.True(Bt601.Luminance(visible).Values.ToArray().Distinct().Take(2).Count() == 2, $"{pair}: the visible is flat");
        }
    }
}
