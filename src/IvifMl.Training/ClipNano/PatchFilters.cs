using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>
/// Start values of the patch filters: cosines of many frequencies (DCT-II), weighed so that pictures with their 1/f spectrum give all of them
/// about the same strength. From random filters it takes a tower of so few steps too long to see noise, blur and stripes.
/// </summary>
internal static class PatchFilters
{
    private const int LowFrequencies = 6;
    private const int ColourFrequencies = 8;

    /// <summary>Strength of a picture's coefficient at frequency f, against its mean's: this / f.</summary>
    private const double Spectrum = 0.3;

    /// <summary>Weights of a patch convolution.</summary>
    /// <param name="width">Filters, at least 64.</param>
    /// <param name="patch">Side of a patch.</param>
    /// <returns>[width, 3, patch, patch].</returns>
    public static Tensor Make(int width, int patch)
    {
        float[] weights = new float[width * 3 * patch * patch];
        int filter = 0;
        foreach ((int u, int v) in Frequencies(patch, width - (2 * ColourFrequencies)))
        {
            Fill(weights, filter++, patch, u, v, [1, 1, 1]);
        }

        foreach ((int u, int v) in Frequencies(3, ColourFrequencies))
        {
            Fill(weights, filter++, patch, u, v, [1, -1, 0]);
            Fill(weights, filter++, patch, u, v, [-0.5, -0.5, 1]);
        }

        return tensor(weights, [width, 3, patch, patch]);
    }

    /// <summary>All frequencies of lines, all low ones, and an even choice of the others.</summary>
    private static List<(int U, int V)> Frequencies(int patch, int count)
    {
        List<(int U, int V)> all = [.. Enumerable.Range(0, patch * patch).Select(i => (i / patch, i % patch)).OrderBy(f => (f.Item1 * f.Item1) + (f.Item2 * f.Item2)).ThenBy(f => f.Item1)];
        List<(int U, int V)> chosen = [.. all.Where(f => f.U == 0 || f.V == 0 || f.U + f.V <= LowFrequencies).Take(count)];
        (int U, int V)[] rest = [.. all.Except(chosen)];
        int missing = count - chosen.Count;
        chosen.AddRange(Enumerable.Range(0, missing).Select(i => rest[(int)((i + 0.5) * rest.Length / missing)]));
        return chosen;
    }

    private static void Fill(float[] weights, int filter, int patch, int u, int v, double[] colours)
    {
        double frequency = Math.Sqrt((u * u) + (v * v));
        double gain = (frequency == 0 ? 1 : Math.Max(1, frequency / Spectrum)) / patch;
        double unit = (u == 0 ? 1 : Math.Sqrt(2)) * (v == 0 ? 1 : Math.Sqrt(2)) / patch / Math.Sqrt(colours.Sum(c => c * c));
        for (int channel = 0; channel < 3; channel++)
        {
            for (int y = 0; y < patch; y++)
            {
                for (int x = 0; x < patch; x++)
                {
                    double wave = Math.Cos(Math.PI * u * (y + 0.5) / patch) * Math.Cos(Math.PI * v * (x + 0.5) / patch);
                    weights[(((((filter * 3) + channel) * patch) + y) * patch) + x] = (float)(gain * unit * colours[channel] * wave);
                }
            }
        }
    }
}
