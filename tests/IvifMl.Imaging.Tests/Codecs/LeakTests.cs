using IvifMl.Imaging.Native;
using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Codecs;

/// <summary>Alone in its collection: it counts handles of the whole process.</summary>
[Collection(nameof(LeakTests))]
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
public sealed class LeakTests
{
    private const int Rounds = 300;

    [Fact]
    public void HandlesAndNativeMemoryStayWhereTheyWere()
    {
        using TemporaryFolder folder = new();
        RasterImage image = TestImages.Smooth(96, 128);
        byte[] png = ImageCodecs.Default.Encode(image, ImageFormat.Png);
        byte[] broken = png[..(png.Length / 2)];
        Round(image, png, broken, folder["a.tif"]);
        (int handles, ulong memory) = (GObjectHandle.Live, VipsMemory.InUse());
        for (int i = 0; i < Rounds; i++)
        {
            Round(image, png, broken, folder["a.tif"]);
        }

        Assert.Equal(handles, GObjectHandle.Live);
        Assert.Equal(0, GObjectHandle.Live);

        // A worker thread of libvips may still hold a few rows; one picture leaked per round would be a hundred times that.
        Assert.InRange(VipsMemory.InUse(), 0ul, memory + (1 << 17));
    }

    [Fact]
    public void ManyThreadsDecodeAtOnce()
    {
        RasterImage image = TestImages.Noise(120, 160, 3, SampleType.UInt8);
        byte[] png = ImageCodecs.Default.Encode(image, ImageFormat.Png);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            if (i % 5 == 0)
            {
                Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Decode(png.AsSpan(0, 1000), "cut"));
            }
            else
            {
                Assert.True(image.Bytes.SequenceEqual(ImageCodecs.Default.Decode(png, "whole").Bytes));
            }
        });
        Assert.Equal(0, GObjectHandle.Live);
    }

    private static void Round(RasterImage image, byte[] png, byte[] broken, string path)
    {
        ImageCodecs.Default.Decode(png, "whole");
        ImageCodecs.Default.Encode(image, ImageFormat.Jpeg);
        ImageCodecs.Default.Write(image, path);
        ImageCodecs.Default.Identify(path);
        Assert.Throws<ImageFormatException>(() => ImageCodecs.Default.Decode(broken, "half"));
    }
}
