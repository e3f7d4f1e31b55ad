using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Makes a <see cref="DetectionTransformer"/> from a ready graph; learns nothing from the data.</summary>
public sealed class DetectionEstimator : IEstimator<DetectionTransformer>
{
    internal const string Component = "DetectObjects";

    private readonly TransformsCatalog _catalog;
    private readonly DetectionOptions _options;

    internal DetectionEstimator(TransformsCatalog catalog, DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ImageColumns.Register();
        (_catalog, _options) = (catalog, options);
    }

    /// <summary>The transformer. Reads the model file; no row of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no image.</exception>
    /// <exception cref="FileNotFoundException">The model is not there.</exception>
    /// <exception cref="InvalidDataException">The model file has no such heads, or not those of the layout.</exception>
    /// <exception cref="ArgumentException">A layout for a file that has metadata, or a class that the model does not know.</exception>
    /// <exception cref="InvalidOperationException">The device cannot be used, and the CPU was not allowed.</exception>
    public DetectionTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DetectionTransformer.CheckAndRegister(input.Schema, _options);
        using DetectorModel model = DetectorModel.FromOptions(_options);
        TransformerChain<ITransformer> chain = new ChainBuilder(input)
            .Add(_catalog.CopyColumns(ColumnNames.Image, _options.InputColumnName))
            .Add(_catalog.CustomMapping(new ToDetectorPictureFactory().GetMapping(), ToDetectorPictureFactory.Contract))
            .Add(OnnxScoring.Of(_catalog, [ColumnNames.DetectorSettings], [ColumnNames.DetectorShape], SettingsGraph.OfDetector(model.Settings)))
            .Add(_catalog.CustomMapping(new ToDetectorPixelsFactory().GetMapping(), ToDetectorPixelsFactory.Contract))
            .Add(OnnxScoring.Of(_catalog, Component, [ColumnNames.DetectorHeads], [ColumnNames.DetectorPixels], model.Packaged(), _options.GpuDeviceId, _options.FallbackToCpu))
            .Add(_catalog.CustomMapping(new ToDetectionsFactory().GetMapping(), ToDetectionsFactory.Contract))
            .Add(_catalog.CopyColumns(_options.PredictedBoundingBoxColumnName, ColumnNames.DetectedBoxes))
            .Add(_catalog.CopyColumns(_options.PredictedLabelColumnName, ColumnNames.DetectedLabels))
            .Add(_catalog.CopyColumns(_options.ScoreColumnName, ColumnNames.DetectedScores))
            .Add(_catalog.DropColumns([.. ColumnNames.OfDetection]))
            .ToChain();
        return new DetectionTransformer(chain, _options);
    }

    /// <summary>The shape of the data with the columns of boxes, classes and scores.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or no image.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShapes.CheckImage(inputSchema, _options.InputColumnName, Component, nameof(inputSchema));
        SchemaShape shape = SchemaShapes.With(inputSchema, _options.PredictedBoundingBoxColumnName, new VectorDataViewType(NumberDataViewType.Single));
        shape = SchemaShapes.With(shape, _options.PredictedLabelColumnName, new VectorDataViewType(TextDataViewType.Instance));
        return SchemaShapes.With(shape, _options.ScoreColumnName, new VectorDataViewType(NumberDataViewType.Single));
    }
}
