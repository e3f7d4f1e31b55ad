using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Makes an <see cref="ImageEmbeddingTransformer"/>; learns nothing from the data.</summary>
public sealed class ImageEmbeddingEstimator : IEstimator<ImageEmbeddingTransformer>
{
    internal const string Component = "EmbedImage";

    private readonly TransformsCatalog _catalog;
    private readonly string _output;
    private readonly string _input;
    private readonly ClipImagePackage _tower;

    internal ImageEmbeddingEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, string? modelPath)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        ImageColumns.Register();
        (_catalog, _output, _input, _tower) = (catalog, outputColumnName, inputColumnName, ClipImagePackage.Load(modelPath));
    }

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension => _tower.Tower.Dimension;

    /// <summary>The transformer; reads no row of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or no image.</exception>
    public ImageEmbeddingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ImageEmbeddingTransformer.CheckAndRegister(input.Schema, _input);
        TransformerChain<ITransformer> chain = new ChainBuilder(input)
            .Add(_catalog.CopyColumns(ColumnNames.Image, _input))
            .Add(_catalog.CustomMapping(new ToRgbFactory().GetMapping(), ToRgbFactory.Contract))
            .Add(OnnxScoring.Of(_catalog, [ColumnNames.ClipPixels], [ColumnNames.Rgb, ColumnNames.RgbShape], _tower.Pixels))
            .Add(OnnxScoring.Of(_catalog, [ColumnNames.Embedding], [ColumnNames.ClipPixels], _tower.Graph))
            .Add(_catalog.CopyColumns(_output, ColumnNames.Embedding))
            .Add(_catalog.DropColumns(ColumnNames.Image, ColumnNames.Rgb, ColumnNames.RgbShape, ColumnNames.ClipPixels, ColumnNames.Embedding))
            .ToChain();
        return new ImageEmbeddingTransformer(chain, _input);
    }

    /// <summary>The shape of the data with the vector column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The image column is missing or no image.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShapes.CheckImage(inputSchema, _input, Component, nameof(inputSchema));
        return SchemaShapes.With(inputSchema, _output, new VectorDataViewType(NumberDataViewType.Single, Dimension));
    }
}

/// <summary>Embeds an image column row by row; saves in a plain ML.NET zip with its tower.</summary>
public sealed class ImageEmbeddingTransformer : ChainedTransformer
{
    private readonly string _input;

    internal ImageEmbeddingTransformer(TransformerChain<ITransformer> chain, string input)
        : base(chain) => _input = input;

    /// <summary>Throws unless the column is an image; makes a size known that ResizeImages has fixed.</summary>
    internal static void CheckAndRegister(DataViewSchema schema, string column)
    {
        SchemaShapes.CheckImage(schema, column, ImageEmbeddingEstimator.Component, nameof(schema));
        ImageColumns.Register(schema[column].Type);
    }

    private protected override void Check(DataViewSchema inputSchema) => CheckAndRegister(inputSchema, _input);
}
