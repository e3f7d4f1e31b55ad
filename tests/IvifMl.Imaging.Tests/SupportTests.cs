using IvifMl.Tests.Support;
using Xunit.Sdk;

namespace IvifMl.Imaging.Tests;

/// <summary>The tools that other tests rely on must fail when they should.</summary>
public sealed class SupportTests
{
    [Fact]
    public void TheComparerNamesThePlaceAndLeavesPictures()
    {
        RasterImage expected = TestImages.Smooth(10, 12);
        RasterImage actual = RasterImage.FromBytes(10, 12, 3, expected.Bytes.ToArray());
        int at = (((4 * 12) + 7) * 3) + 1;
        actual.Bytes[at] += 3;
        ImageComparer.Equal(expected, actual, 3.01 / 255);
        string message = Assert.ThrowsAny<XunitException>(() => ImageComparer.Equal(expected, actual, 2.0 / 255, "comparer-test")).Message;
        Assert.Contains("row 4, column 7, channel 1", message, StringComparison.Ordinal);
        RasterImage difference = ImageCodecs.Default.Read(Path.Combine(ImageComparer.OutputFolder, "comparer-test.difference.png"));
        Assert.Equal(24, difference.Bytes[at]);
        foreach (string file in Directory.GetFiles(ImageComparer.OutputFolder, "comparer-test.*"))
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void NaNIsNeverEqual()
    {
        string message = Assert.ThrowsAny<XunitException>(() => ImageComparer.Equal(new Plane(1, 2), new Plane(1, 2, [0, float.NaN]), 1, "nan-test")).Message;
        Assert.Contains("row 0, column 1", message, StringComparison.Ordinal);
        Assert.ThrowsAny<XunitException>(() => ImageComparer.Equal(new Plane(1, 2), new Plane(2, 1)));
        foreach (string file in Directory.GetFiles(ImageComparer.OutputFolder, "nan-test.*"))
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void ApprovalComparesTextAndLeavesWhatItReceived()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["a.txt"], "one\r\ntwo\n");
        Approval.Verify("one\ntwo", folder["a.txt"]);
        string message = Assert.ThrowsAny<XunitException>(() => Approval.Verify("one\n2", folder["a.txt"])).Message;
        Assert.Contains("from line 2 on: approved 'two', received '2'", message, StringComparison.Ordinal);
        Assert.Equal("one\n2\n", File.ReadAllText(folder["a.txt.received"]));
        Approval.Verify("one\ntwo", folder["a.txt"]);
        Assert.False(File.Exists(folder["a.txt.received"]));
    }
}
