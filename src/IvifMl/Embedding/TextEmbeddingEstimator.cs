using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Makes a <see cref="TextEmbeddingTransformer"/>; learns nothing from the data.</summary>
public sealed class TextEmbeddingEstimator : IEstimator<TextEmbeddingTransformer>
{
    internal const string Component = "EmbedText";

    private readonly TransformsCatalog _catalog;
    private readonly string _output;
    private readonly string _input;
    private readonly ClipTextPackage _tower;

    internal TextEmbeddingEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, string? modelPath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        (_catalog, _output, _input, _tower) = (catalog, outputColumnName, inputColumnName, ClipTextPackage.Load(modelPath));
    }

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension => _tower.Dimension;

    /// <summary>The transformer; reads no row of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or no text.</exception>
    public TextEmbeddingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SchemaShapes.CheckText(input.Schema, _input, Component, nameof(input), SchemaShapes.Sentences);
        ChainBuilder builder = new(input);
        TextEmbeddingSteps.Add(builder, _catalog, _tower, _input);
        TransformerChain<ITransformer> chain = builder
            .Add(_catalog.CopyColumns(_output, ColumnNames.Embedding))
            .Add(_catalog.DropColumns([.. ColumnNames.OfSentence]))
            .ToChain();
        return new TextEmbeddingTransformer(chain, _input);
    }

    /// <summary>The shape of the data with the vector column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or no text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShapes.CheckText(inputSchema, _input, Component, nameof(inputSchema), SchemaShapes.Sentences);
        return SchemaShapes.With(inputSchema, _output, new VectorDataViewType(NumberDataViewType.Single, Dimension));
    }
}

/// <summary>Embeds a text column row by row; saves in a plain ML.NET zip with its tower and tokenizer.</summary>
public sealed class TextEmbeddingTransformer : ChainedTransformer
{
    private readonly string _input;

    internal TextEmbeddingTransformer(TransformerChain<ITransformer> chain, string input)
        : base(chain) => _input = input;

    private protected override void Check(DataViewSchema inputSchema) =>
        SchemaShapes.CheckText(inputSchema, _input, TextEmbeddingEstimator.Component, nameof(inputSchema), SchemaShapes.Sentences);
}
