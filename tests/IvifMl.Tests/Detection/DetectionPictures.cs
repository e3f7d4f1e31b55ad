using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Tests.Detection;

/// <summary>Pictures in which <see cref="TestDetector"/> finds known things.</summary>
internal static class DetectionPictures
{
    /// <summary>A black gray picture with bright squares of one cell.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="side">Side of a square.</param>
    /// <param name="squares">Left, top and level of each.</param>
    public static RasterImage Squares(int height, int width, int side, params (int Left, int Top, byte Level)[] squares)
    {
        byte[] levels = new byte[height * width];
        foreach ((int left, int top, byte level) in squares)
        {
            for (int y = top; y < top + side; y++)
            {
                levels.AsSpan((y * width) + left, side).Fill(level);
            }
        }

        return RasterImage.FromBytes(height, width, 1, levels);
    }

    /// <summary>Writes the test detector into a folder.</summary>
    public static string WriteModel(TemporaryFolder folder)
    {
        string path = folder["warm-cells.onnx"];
        File.WriteAllBytes(path, TestDetector.Build());
        return path;
    }
}
