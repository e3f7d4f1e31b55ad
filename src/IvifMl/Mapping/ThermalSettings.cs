using IvifMl.Imaging;

namespace IvifMl.Mapping;

/// <summary>A tone mapping as the numbers that travel in a saved model.</summary>
internal static class ThermalSettings
{
    private const float Version = 1;
    private const int Length = 8;

    public static float[] ToVector(ThermalToneMapping mapping) =>
    [
        Version, (float)mapping.Mode, mapping.Low, mapping.High,
        mapping.LowPercentile, mapping.HighPercentile, mapping.Plateau, (float)mapping.NonFinite,
    ];

    public static ThermalToneMapping FromVector(ReadOnlySpan<float> vector)
    {
        SettingsVector.Check(vector, Version, Length, "LoadThermalImages");
        return new ThermalToneMapping
        {
            Mode = (ToneMappingMode)vector[1],
            Low = vector[2],
            High = vector[3],
            LowPercentile = vector[4],
            HighPercentile = vector[5],
            Plateau = vector[6],
            NonFinite = (NonFiniteHandling)vector[7],
        };
    }
}
