using Microsoft.ML;

namespace IvifMl;

/// <summary>Sentences as embeddings, as a step of an ML.NET pipeline.</summary>
public static class EmbedTextExtensions
{
    /// <summary>
    /// Makes a vector column of CLIP's embeddings of a text column: <see cref="float"/>, of unit length, of known size. An empty sentence has
    /// an embedding too. The tower and its tokenizer travel in a saved model.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="outputColumnName">The vector column to make.</param>
    /// <param name="inputColumnName">The text column; the output's name where null.</param>
    /// <param name="modelPath">
    /// An ONNX file of the contract <c>ivif.clip-text/1</c>, as <c>ivif export clip</c> writes it; null for the small CLIP that the package ships.
    /// A tower with OpenAI's whole vocabulary needs <see cref="ClipTokenizer.MergesFileName"/> in the same folder.
    /// </param>
    /// <exception cref="FileNotFoundException">The file, or the merges that it needs, are not there.</exception>
    /// <exception cref="InvalidDataException">The file is no text tower, or its vocabulary is damaged.</exception>
    public static TextEmbeddingEstimator EmbedText(this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, string? modelPath = null) =>
        new(catalog, outputColumnName, inputColumnName ?? outputColumnName, modelPath);
}
