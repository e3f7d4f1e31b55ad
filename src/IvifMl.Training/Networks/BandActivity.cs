using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// How much each source shows at each place of a band, the ground on which <see cref="LanguageFusionNetwork"/> decides:
/// a = mean over 3×3 of |band| plus half of the next coarser one, s = a³ in gray levels. From band 2 on the dark side of the infrared counts
/// 0.3: cold sky and dark rings are structure, but not the structure one looks for. In the base it is how hot a place stands out from its
/// surroundings of 9×9 cells, squared.
/// </summary>
internal static class BandActivity
{
    public const int FirstColdBand = 2;
    public const float ColdShare = 0.3f;
    public const float CoarserShare = 0.5f;
    public const float GrayLevels = 255;
    public const int SurroundingsReach = 4;

    /// <summary>ε of the choice, in gray levels: below it nothing is seen, and the visible stays.</summary>
    public const float BandFloor = 0.5f;

    /// <summary>The same for the base.</summary>
    public const float BaseFloor = 10;

    /// <summary>s of all bands, from fine to coarse; that of the finest at half size.</summary>
    /// <param name="bands">[N, 2, h, w] each: infrared, visible.</param>
    /// <returns>[N, 2, h, w] each; they belong to the current dispose scope.</returns>
    public static Tensor[] OfBands(ReadOnlySpan<Tensor> bands)
    {
        Tensor[] activity = new Tensor[bands.Length];
        for (int k = 0; k < bands.Length; k++)
        {
            Tensor magnitude = k < FirstColdBand
                ? bands[k].abs()
                : cat([F.leaky_relu(bands[k].narrow(1, 0, 1), -ColdShare), bands[k].narrow(1, 1, 1).abs()], 1);
            activity[k] = Mean(k == 0 ? F.avg_pool2d(magnitude, 2) : magnitude, 1);
        }

        Tensor[] strength = new Tensor[bands.Length];
        for (int k = 0; k < bands.Length; k++)
        {
            Tensor seen = activity[k];
            if (k + 1 < bands.Length)
            {
                seen += (k == 0 ? activity[1] : BandPyramid.Doubled(activity[k + 1])) * CoarserShare;
            }

            seen *= GrayLevels;
            strength[k] = seen * seen * seen;
        }

        return strength;
    }

    /// <summary>s of the base.</summary>
    /// <param name="level">[N, 2, h, w]: infrared, visible.</param>
    /// <returns>[N, 2, h, w].</returns>
    public static Tensor OfBase(Tensor level)
    {
        Tensor deviation = (level - Mean(level, SurroundingsReach)) * GrayLevels;
        return cat([deviation.narrow(1, 0, 1).relu(), deviation.narrow(1, 1, 1)], 1).square();
    }

    private static Tensor Mean(Tensor map, int reach) => F.avg_pool2d(map, (2 * reach) + 1, stride: 1, padding: reach, count_include_pad: false);
}
