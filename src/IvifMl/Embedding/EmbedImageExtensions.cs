using Microsoft.ML;

namespace IvifMl;

/// <summary>Pictures as embeddings, as a step of an ML.NET pipeline.</summary>
public static class EmbedImageExtensions
{
    /// <summary>
    /// Makes a vector column of CLIP's embeddings of an image column: <see cref="float"/>, of unit length, of known size. Their products with
    /// those of <see cref="EmbedTextExtensions.EmbedText"/> are cosines. The tower travels in a saved model.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column to make.</param>
    /// <param name="inputColumnName">The image column; the output's name where null.</param>
    /// <param name="modelPath">
    /// An ONNX file of the contract <c>ivif.clip-image/1</c>, as <c>ivif export clip</c> writes it; null for the small CLIP that the package ships.
    /// </param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no image tower.</exception>
    public static ImageEmbeddingEstimator EmbedImage(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string? modelPath = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName, modelPath);
}
