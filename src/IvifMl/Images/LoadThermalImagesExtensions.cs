using IvifMl.Imaging;
using Microsoft.ML;

namespace IvifMl;

/// <summary>Thermal images as ML.NET image columns.</summary>
public static class LoadThermalImagesExtensions
{
    /// <summary>
    /// Reads thermal images (8, 14 or 16 bits, or float) and maps them to 8-bit gray pictures.
    /// As with <c>LoadImages</c>, a picture is valid until the cursor moves on.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The image column to make.</param>
    /// <param name="inputColumnName">The text column with file paths; the output's name where null.</param>
    /// <param name="toneMapping">How counts become 0–1; by default 8-bit files are taken as they are and deeper ones by percentiles 0.5–99.5.</param>
    public static ThermalImageLoadingEstimator LoadThermalImages(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ThermalToneMapping? toneMapping = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName, toneMapping ?? new ThermalToneMapping());
}
