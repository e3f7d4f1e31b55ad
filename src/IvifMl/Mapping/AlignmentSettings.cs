using IvifMl.Imaging;

namespace IvifMl.Mapping;

/// <summary>A pair's alignment as the numbers that travel in a saved model.</summary>
internal static class AlignmentSettings
{
    private const float Version = 1;
    private const int Length = 9;

    public static float[] ToVector(PairAlignment alignment)
    {
        AffineMatrix map = alignment.VisibleToInfrared ?? AffineMatrix.Identity;
        return
        [
            Version, (float)alignment.SizePolicy, alignment.VisibleToInfrared is null ? 0 : 1,
            (float)map.XX, (float)map.XY, (float)map.X0, (float)map.YX, (float)map.YY, (float)map.Y0,
        ];
    }

    public static PairAlignment FromVector(ReadOnlySpan<float> vector)
    {
        SettingsVector.Check(vector, Version, Length, "alignment");
        return new PairAlignment
        {
            SizePolicy = (SizePolicy)vector[1],
            VisibleToInfrared = vector[2] == 0 ? null : new AffineMatrix(vector[3], vector[4], vector[5], vector[6], vector[7], vector[8]),
        };
    }
}
