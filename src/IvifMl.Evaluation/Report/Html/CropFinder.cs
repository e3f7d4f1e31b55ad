using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>Finds where pictures of one scene differ most.</summary>
internal static class CropFinder
{
    /// <summary>Share of width and height that a crop takes.</summary>
    public const double Share = 0.25;

    /// <summary>
    /// The window of a quarter of width and height over which the pictures' mean deviation from their mean, |pᵢ − p̄|, is greatest; the first
    /// one from top left where several are equal. Each picture is first taken relative to its own surroundings, so that things
    /// count and not a method's brightness; a deviation and not a variance, so that one method's faults do not decide alone.
    /// </summary>
    /// <param name="pictures">Luminances of one size, at least one.</param>
    public static CropWindow Find(IReadOnlyList<Plane> pictures)
    {
        (int height, int width) = (pictures[0].Height, pictures[0].Width);
        (int rows, int columns) = (Math.Max(1, (int)Math.Round(height * Share)), Math.Max(1, (int)Math.Round(width * Share)));
        AreaSums differences = AreaSums.Of(DeviationOf([.. pictures.Select(p => RelativeToSurroundings(p, rows / 2, columns / 2))], height, width));
        (double Sum, int X, int Y) best = (-1, 0, 0);
        for (int y = 0; y + rows <= height; y++)
        {
            for (int x = 0; x + columns <= width; x++)
            {
                double sum = differences.Over(y, x, y + rows, x + columns);

                // Differences of sums carry rounding errors; without a margin they would choose among windows that are equal.
                best = sum > best.Sum + 1e-6 ? (sum, x, y) : best;
            }
        }

        return new CropWindow((double)best.X / width, (double)best.Y / height, (double)columns / width, (double)rows / height);
    }

    private static Plane RelativeToSurroundings(Plane picture, int rows, int columns)
    {
        AreaSums sums = AreaSums.Of(picture);
        Plane result = new(picture.Height, picture.Width);
        for (int y = 0; y < picture.Height; y++)
        {
            (int top, int bottom) = (Math.Max(0, y - rows), Math.Min(picture.Height, y + rows + 1));
            for (int x = 0; x < picture.Width; x++)
            {
                (int left, int right) = (Math.Max(0, x - columns), Math.Min(picture.Width, x + columns + 1));
                int at = (y * picture.Width) + x;
                result.Values[at] = picture.Values[at] - (float)(sums.Over(top, left, bottom, right) / ((bottom - top) * (right - left)));
            }
        }

        return result;
    }

    private static Plane DeviationOf(Plane[] pictures, int height, int width)
    {
        Plane result = new(height, width);
        for (int i = 0; i < result.Length; i++)
        {
            float mean = 0;
            foreach (Plane picture in pictures)
            {
                mean += picture.Values[i] / pictures.Length;
            }

            foreach (Plane picture in pictures)
            {
                result.Values[i] += MathF.Abs(picture.Values[i] - mean) / pictures.Length;
            }
        }

        return result;
    }

    /// <summary>Sums over rectangles of a plane, each in four look-ups.</summary>
    private sealed class AreaSums(double[,] sums)
    {
        public static AreaSums Of(Plane plane)
        {
            double[,] sums = new double[plane.Height + 1, plane.Width + 1];
            for (int y = 0; y < plane.Height; y++)
            {
                double row = 0;
                for (int x = 0; x < plane.Width; x++)
                {
                    row += plane.Values[(y * plane.Width) + x];
                    sums[y + 1, x + 1] = sums[y, x + 1] + row;
                }
            }

            return new AreaSums(sums);
        }

        public double Over(int top, int left, int bottom, int right) => sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left];
    }
}
