using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Metrics.Tests;

/// <summary>Image sets that reference values exist for.</summary>
internal static class TestPairs
{
    /// <summary>64 × 64, ir = (3x + 5y) mod 256, vis = ⌊(x² + 2y²)/7⌋ mod 256, fused = ⌊(ir + vis + 1)/2⌋.</summary>
    public static FusionImages Synthetic
    {
        get
        {
            GrayImage infrared = Make(64, 64, (y, x) => ((3 * x) + (5 * y)) % 256);
            GrayImage visible = Make(64, 64, (y, x) => ((x * x) + (2 * y * y)) / 7 % 256);
            return new(infrared, visible, Combine(infrared, visible, (a, b) => (a + b + 1) / 2));
        }
    }

    /// <summary>An image by formula; the formula gets row and column.</summary>
    public static GrayImage Make(int height, int width, Func<int, int, int> level)
    {
        byte[] levels = new byte[height * width];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = checked((byte)level(i / width, i % width));
        }

        return new(height, width, levels);
    }

    /// <summary>A fused image, pixel by pixel.</summary>
    public static GrayImage Combine(GrayImage infrared, GrayImage visible, Func<int, int, int> level)
        => Make(infrared.Height, infrared.Width, (y, x) => level(infrared.Row(y)[x], visible.Row(y)[x]));

    /// <summary>The gray levels of a picture below ../shared.</summary>
    public static GrayImage Read(params string[] parts)
        => GrayImage.FromPlane(Bt601.Luminance(ImageCodecs.Default.Read(Repository.Shared(parts))));

    /// <summary>A pair of RoadScene with one of the recorded candidates: "vi", "avg" (half to even) or "max".</summary>
    public static FusionImages RoadScene(string name, string candidate)
    {
        GrayImage infrared = Read("data", "RoadScene", "ir", name + ".jpg");
        GrayImage visible = Read("data", "RoadScene", "vi", name + ".jpg");
        return new(infrared, visible, Candidate(infrared, visible, candidate, halfToEven: true));
    }

    /// <summary>A baseline of two sources.</summary>
    public static GrayImage Candidate(GrayImage infrared, GrayImage visible, string candidate, bool halfToEven) => candidate switch
    {
        "vi" => visible,
        "avg" when halfToEven => Combine(infrared, visible, (a, b) => (int)Math.Round((a + b) / 2.0, MidpointRounding.ToEven)),
        "avg" => Combine(infrared, visible, (a, b) => (a + b + 1) / 2),
        "max" => Combine(infrared, visible, Math.Max),
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate, "vi, avg or max"),
    };
}
