using IvifMl.Imaging;
using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl;

/// <summary>Makes <see cref="ThermalImageLoadingTransformer"/>; learns nothing from the data.</summary>
public sealed class ThermalImageLoadingEstimator : IEstimator<ThermalImageLoadingTransformer>
{
    internal const string Component = "LoadThermalImages";

    private readonly TransformsCatalog _catalog;
    private readonly string _output;
    private readonly string _input;
    private readonly ThermalToneMapping _toneMapping;

    internal ThermalImageLoadingEstimator(TransformsCatalog catalog, string outputColumnName, string inputColumnName, ThermalToneMapping toneMapping)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(inputColumnName);
        toneMapping.Validate();
        ImageColumns.Register();
        (_catalog, _output, _input, _toneMapping) = (catalog, outputColumnName, inputColumnName, toneMapping);
    }

    /// <summary>The transformer. No file is opened before a cursor asks for the column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The path column is missing or no text.</exception>
    public ThermalImageLoadingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SchemaShapes.CheckText(input.Schema, _input, Component, nameof(input));
        TransformerChain<ITransformer> chain = new ChainBuilder(input)
            .Add(_catalog.CopyColumns(ColumnNames.Path, _input))
            .Add(_catalog.CustomMapping(new AnchorFactory().GetMapping(), AnchorFactory.Contract))
            .Add(OnnxScoring.Of(_catalog, [ColumnNames.Settings], [ColumnNames.Anchor], SettingsGraph.OfToneMapping(_toneMapping)))
            .Add(_catalog.CustomMapping(new LoadThermalFactory().GetMapping(), LoadThermalFactory.Contract))
            .Add(_catalog.CopyColumns(_output, ColumnNames.Thermal))
            .Add(_catalog.DropColumns(ColumnNames.Path, ColumnNames.Anchor, ColumnNames.Settings, ColumnNames.Thermal))
            .ToChain();
        return new ThermalImageLoadingTransformer(chain, _input);
    }

    /// <summary>The shape of the data with the image column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The path column is missing or no text.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShapes.CheckText(inputSchema, _input, Component, nameof(inputSchema));
        return SchemaShapes.With(inputSchema, _output, new ImageDataViewType());
    }
}

/// <summary>Reads thermal files into an image column; saves in a plain ML.NET zip with its tone mapping.</summary>
public sealed class ThermalImageLoadingTransformer : ChainedTransformer
{
    private readonly string _input;

    internal ThermalImageLoadingTransformer(TransformerChain<ITransformer> chain, string input)
        : base(chain) => _input = input;

    private protected override void Check(DataViewSchema inputSchema) =>
        SchemaShapes.CheckText(inputSchema, _input, ThermalImageLoadingEstimator.Component, nameof(inputSchema));
}
