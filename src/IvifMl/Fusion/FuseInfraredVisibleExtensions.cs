using Microsoft.ML;

namespace IvifMl;

/// <summary>Image fusion as a step of an ML.NET pipeline.</summary>
public static class FuseInfraredVisibleExtensions
{
    /// <summary>Fuses an infrared and a visible image column into one picture of the visible's size.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The image column to make.</param>
    /// <param name="infraredColumnName">The infrared image column, tone-mapped to 8 bits.</param>
    /// <param name="visibleColumnName">The visible image column.</param>
    /// <param name="modelPath">An ONNX file that keeps <c>ivif.fusion/1</c>, or the name of a shipped model; <see cref="ShippedModels.Default"/> where null.</param>
    /// <param name="colour">The visible's colours, or gray.</param>
    /// <param name="prompt">What a text-conditioned model is asked for, for every row; the neutral prompt where null or empty.</param>
    public static FusionEstimator FuseInfraredVisible(
        this TransformsCatalog catalog,
        string outputColumnName = FusionOptions.DefaultOutputColumnName,
        string infraredColumnName = FusionOptions.DefaultInfraredColumnName,
        string visibleColumnName = FusionOptions.DefaultVisibleColumnName,
        string? modelPath = null,
        FusedColour colour = FusedColour.Visible,
        string? prompt = null) =>
        new(catalog, new FusionOptions
        {
            OutputColumnName = outputColumnName,
            InfraredColumnName = infraredColumnName,
            VisibleColumnName = visibleColumnName,
            ModelPath = modelPath,
            Colour = colour,
            Prompt = prompt,
        });

    /// <summary>Fuses an infrared and a visible image column into one picture of the visible's size.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">All that can be chosen.</param>
    public static FusionEstimator FuseInfraredVisible(this TransformsCatalog catalog, FusionOptions options) => new(catalog, options);
}
