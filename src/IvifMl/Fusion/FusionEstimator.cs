using IvifMl.Imaging;
using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl;

/// <summary>Makes a <see cref="FusionTransformer"/> from a ready graph; learns nothing from the data.</summary>
public sealed class FusionEstimator : IEstimator<FusionTransformer>
{
    internal const string Component = "FuseInfraredVisible";

    private readonly TransformsCatalog _catalog;
    private readonly FusionOptions _options;

    internal FusionEstimator(TransformsCatalog catalog, FusionOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ImageColumns.Register();
        (_catalog, _options) = (catalog, options);
    }

    /// <summary>The transformer. Reads the model file; no row of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, no image or no text.</exception>
    /// <exception cref="FileNotFoundException">The model or the text tower is not there.</exception>
    /// <exception cref="InvalidDataException">The model file is no fusion model, or the text tower none.</exception>
    /// <exception cref="ArgumentException">Prompts for a model that takes none, or a text tower that is not the model's.</exception>
    /// <exception cref="InvalidOperationException">The device cannot be used, and the CPU was not allowed.</exception>
    public FusionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        FusionTransformer.CheckAndRegister(input.Schema, _options);
        using FusionModel model = FusionModel.FromOptions(_options);
        var builder = new ChainBuilder(input)
            .Add(_catalog.CopyColumns(ColumnNames.InfraredImage, _options.InfraredColumnName))
            .Add(_catalog.CopyColumns(ColumnNames.VisibleImage, _options.VisibleColumnName));
        AddPlanes(builder);
        if (_options.PromptColumnName is { } prompts)
        {
            ClipTextPackage tower = model.Prompts.Package();
            TextEmbeddingSteps.Add(builder, _catalog, tower, prompts);
            builder.Add(OnnxScoring.Of(_catalog, [ColumnNames.Text], [ColumnNames.Embedding, ColumnNames.PromptGiven], SettingsGraph.OfNeutral(model.Prompts.Text!.Neutral())));
        }

        string[] inputs = [ColumnNames.Infrared, ColumnNames.Visible, ColumnNames.Shape, .. _options.PromptColumnName is null ? Array.Empty<string>() : [ColumnNames.Text]];
        TransformerChain<ITransformer> chain = builder
            .Add(OnnxScoring.Of(_catalog, Component, [ColumnNames.Fused, ColumnNames.PictureSettings], inputs, model.Packaged(), _options.GpuDeviceId, _options.FallbackToCpu))
            .Add(_catalog.CustomMapping(new ToPictureFactory().GetMapping(), ToPictureFactory.Contract))
            .Add(_catalog.CopyColumns(_options.OutputColumnName, ColumnNames.FusedImage))
            .Add(_catalog.DropColumns([.. ColumnNames.OfFusion(aligned: _options.Alignment != PairAlignment.Default, prompted: _options.PromptColumnName is not null)]))
            .ToChain();
        return new FusionTransformer(chain, _options);
    }

    /// <summary>The shape of the data with the fused image column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShapes.CheckImage(inputSchema, _options.InfraredColumnName, Component, nameof(inputSchema));
        SchemaShapes.CheckImage(inputSchema, _options.VisibleColumnName, Component, nameof(inputSchema));
        if (_options.PromptColumnName is { } prompts)
        {
            SchemaShapes.CheckText(inputSchema, prompts, Component, nameof(inputSchema), SchemaShapes.Sentences);
        }

        return SchemaShapes.With(inputSchema, _options.OutputColumnName, new ImageDataViewType());
    }

    private void AddPlanes(ChainBuilder builder)
    {
        if (_options.Alignment == PairAlignment.Default)
        {
            builder.Add(_catalog.CustomMapping(new ToPlanesFactory().GetMapping(), ToPlanesFactory.Contract));
            return;
        }

        builder
            .Add(_catalog.CustomMapping(new ToUnalignedPlanesFactory().GetMapping(), ToUnalignedPlanesFactory.Contract))
            .Add(OnnxScoring.Of(_catalog, [ColumnNames.AlignmentSettings], [ColumnNames.Shape], SettingsGraph.OfAlignment(_options.Alignment)))
            .Add(_catalog.CustomMapping(new AlignFactory().GetMapping(), AlignFactory.Contract));
    }
}
