using IvifMl.Imaging;
using Xunit;

namespace IvifMl.Tests.Support;

/// <summary>Compares pictures with a tolerance; on failure it leaves expected, actual and a magnified difference as PNG files and says where.</summary>
public static class ImageComparer
{
    private const float DifferenceGain = 8;

    /// <summary>Where pictures of failed comparisons are written: <c>TestResults/images</c> in the checkout, which git ignores.</summary>
    public static string OutputFolder => Repository.PathOf("TestResults", "images");

    /// <summary>Fails unless all samples agree within <paramref name="tolerance"/>, in units of white (1/255 is one 8-bit step).</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="tolerance">The largest difference of a sample as a share of white; 0 for equality.</param>
    /// <param name="name">The name of the pictures written on failure.</param>
    public static void Equal(RasterImage expected, RasterImage actual, double tolerance = 0, string name = "comparison")
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        double white = expected.SampleType switch { SampleType.UInt8 => byte.MaxValue, SampleType.UInt16 => ushort.MaxValue, _ => 1 };
        (double worst, int at) = Worst(expected.Length, i => Math.Abs(Sample(expected, i) - Sample(actual, i)) / white);
        if (worst > tolerance)
        {
            int pixel = at / expected.Channels;
            string folder = WriteAll(name, RasterConversion.ToRgb8(expected), RasterConversion.ToRgb8(actual));
            Assert.Fail(
                $"{name}: samples differ by up to {worst:G4} of white (allowed {tolerance:G4}), first at row {pixel / expected.Width}, column {pixel % expected.Width}, "
                + $"channel {at % expected.Channels}: expected {Sample(expected, at)}, actual {Sample(actual, at)}. Pictures: {folder}");
        }
    }

    /// <summary>Fails unless all values agree within <paramref name="tolerance"/>.</summary>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="tolerance">The largest difference of a value.</param>
    /// <param name="name">The name of the pictures written on failure; they show the planes' 0–1.</param>
    public static void Equal(Plane expected, Plane actual, double tolerance = 0, string name = "comparison")
    {
        Assert.Equal((expected.Height, expected.Width), (actual.Height, actual.Width));
        (double worst, int at) = Worst(expected.Length, i => Math.Abs((double)expected.Array[i] - actual.Array[i]));
        if (worst > tolerance)
        {
            string folder = WriteAll(name, Shown(expected), Shown(actual));
            Assert.Fail(
                $"{name}: values differ by up to {worst:G4} (allowed {tolerance:G4}), at row {at / expected.Width}, column {at % expected.Width}: "
                + $"expected {expected.Array[at]}, actual {actual.Array[at]}. Pictures: {folder}");
        }
    }

    private static (double Worst, int At) Worst(int length, Func<int, double> difference)
    {
        (double worst, int at) = (0, 0);
        for (int i = 0; i < length; i++)
        {
            // A NaN on either side is as far off as can be.
            double d = difference(i);
            d = double.IsNaN(d) ? double.PositiveInfinity : d;
            (worst, at) = d > worst ? (d, i) : (worst, at);
        }

        return (worst, at);
    }

    private static double Sample(RasterImage image, int index) => image.SampleType switch
    {
        SampleType.UInt8 => image.Bytes[index],
        SampleType.UInt16 => image.UInt16Samples[index],
        _ => image.SingleSamples[index],
    };

    private static RasterImage Shown(Plane plane) => RasterConversion.ToRgb8(RasterImage.FromSingle(plane.Height, plane.Width, 1, [.. plane.Values]));

    private static string WriteAll(string name, RasterImage expected, RasterImage actual)
    {
        RasterImage difference = new(expected.Height, expected.Width, 3);
        for (int i = 0; i < difference.Length; i++)
        {
            difference.Bytes[i] = (byte)Math.Min(byte.MaxValue, DifferenceGain * Math.Abs(expected.Bytes[i] - actual.Bytes[i]));
        }

        string folder = Directory.CreateDirectory(OutputFolder).FullName;
        ImageCodecs.Default.Write(expected, Path.Combine(folder, $"{name}.expected.png"));
        ImageCodecs.Default.Write(actual, Path.Combine(folder, $"{name}.actual.png"));
        ImageCodecs.Default.Write(difference, Path.Combine(folder, $"{name}.difference.png"));
        return folder;
    }
}
