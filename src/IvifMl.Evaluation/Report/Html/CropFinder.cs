using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>Finds where pictures of one scene differ most.</summary>
internal static class CropFinder
{
    /// <summary>Share of width and height that a crop takes.</summary>
    public const double Share = 0.25;

    /// <summary>
    /// The window of a quarter of width and height in which the sum over pixels of the variance between the pictures' luminances is greatest;
    /// the first one from top left where several are equal.
    /// </summary>
    /// <param name="pictures">Luminances of one size, at least one.</param>
    public static CropWindow Find(IReadOnlyList<Plane> pictures)
    {
        (int height, int width) = (pictures[0].Height, pictures[0].Width);
        (int rows, int columns) = (Math.Max(1, (int)Math.Round(height * Share)), Math.Max(1, (int)Math.Round(width * Share)));
        double[,] sums = Integral(pictures, height, width);
        (double Sum, int X, int Y) best = (-1, 0, 0);
        for (int y = 0; y + rows <= height; y++)
        {
            for (int x = 0; x + columns <= width; x++)
            {
                double sum = sums[y + rows, x + columns] - sums[y, x + columns] - sums[y + rows, x] + sums[y, x];

                // Differences of sums carry rounding errors; without a margin they would choose among windows that are equal.
                best = sum > best.Sum + 1e-9 ? (sum, x, y) : best;
            }
        }

        return new CropWindow((double)best.X / width, (double)best.Y / height, (double)columns / width, (double)rows / height);
    }

    private static double[,] Integral(IReadOnlyList<Plane> pictures, int height, int width)
    {
        double[,] sums = new double[height + 1, width + 1];
        for (int y = 0; y < height; y++)
        {
            double row = 0;
            for (int x = 0; x < width; x++)
            {
                double sum = 0;
                double squares = 0;
                foreach (Plane picture in pictures)
                {
                    double value = picture.Values[(y * width) + x];
                    sum += value;
                    squares += value * value;
                }

                row += Math.Max(0, (squares / pictures.Count) - (sum / pictures.Count * sum / pictures.Count));
                sums[y + 1, x + 1] = sums[y, x + 1] + row;
            }
        }

        return sums;
    }
}
