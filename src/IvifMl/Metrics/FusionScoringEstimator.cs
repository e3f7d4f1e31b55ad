using IvifMl.Mapping;
using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Makes a <see cref="FusionScoringTransformer"/>; learns nothing from the data.</summary>
public sealed class FusionScoringEstimator : IEstimator<FusionScoringTransformer>
{
    internal const string Component = "ScoreFusion";

    private readonly TransformsCatalog _catalog;
    private readonly FusionScoringOptions _options;

    internal FusionScoringEstimator(TransformsCatalog catalog, FusionScoringOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ImageColumns.Register();
        (_catalog, _options) = (catalog, options);
    }

    /// <summary>The transformer; reads no row of the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    public FusionScoringTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        FusionScoringTransformer.CheckAndRegister(input.Schema, _options);
        ChainBuilder builder = new ChainBuilder(input)
            .Add(_catalog.CopyColumns(ColumnNames.InfraredImage, _options.InfraredColumnName))
            .Add(_catalog.CopyColumns(ColumnNames.VisibleImage, _options.VisibleColumnName))
            .Add(_catalog.CopyColumns(ColumnNames.FusedImage, _options.FusedColumnName))
            .Add(_catalog.CustomMapping(new PackTripleFactory().GetMapping(), PackTripleFactory.Contract))
            .Add(OnnxScoring.Of(_catalog, [ColumnNames.Settings], [ColumnNames.Anchor], SettingsGraph.OfMetricProfile(_options.Profile)))
            .Add(_catalog.CustomMapping(new ScoreFusionFactory().GetMapping(), ScoreFusionFactory.Contract));

        // Concatenate names the slots of a vector as the columns it was made of, in a loaded model too.
        string[] slots = [.. _options.Profile.Metrics.Select(SlotName)];
        foreach ((FusionMetric metric, string slot) in _options.Profile.Metrics.Zip(slots))
        {
            builder.Add(_catalog.CopyColumns(slot, ScoreColumns.Of(metric)));
        }

        TransformerChain<ITransformer> chain = builder
            .Add(_catalog.Concatenate(_options.OutputColumnName, slots))
            .Add(_catalog.DropColumns([.. ScoreColumns.All, .. slots]))
            .ToChain();
        return new FusionScoringTransformer(chain, _options);
    }

    /// <summary>The shape of the data with the vector column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (string name in (string[])[_options.FusedColumnName, _options.InfraredColumnName, _options.VisibleColumnName])
        {
            SchemaShapes.CheckImage(inputSchema, name, Component, nameof(inputSchema));
        }

        return SchemaShapes.With(inputSchema, _options.OutputColumnName, new VectorDataViewType(NumberDataViewType.Single, _options.Profile.Metrics.Count));
    }

    private string SlotName(FusionMetric metric) => $"{_options.OutputColumnName}.{metric.ShortName()}";
}

/// <summary>Scores fused images row by row; saves in a plain ML.NET zip with its profile.</summary>
public sealed class FusionScoringTransformer : ChainedTransformer
{
    internal FusionScoringTransformer(TransformerChain<ITransformer> chain, FusionScoringOptions options)
        : base(chain, options.CancellationToken) => Options = options;

    /// <summary>The options it was made with.</summary>
    public FusionScoringOptions Options { get; }

    /// <summary>The metrics, in the order of the vector's slots.</summary>
    public IReadOnlyList<FusionMetric> Metrics => Options.Profile.Metrics;

    internal static void CheckAndRegister(DataViewSchema schema, FusionScoringOptions options)
    {
        foreach (string name in (string[])[options.FusedColumnName, options.InfraredColumnName, options.VisibleColumnName])
        {
            SchemaShapes.CheckImage(schema, name, FusionScoringEstimator.Component, nameof(schema));
            ImageColumns.Register(schema[name].Type);
        }
    }

    private protected override void Check(DataViewSchema inputSchema) => CheckAndRegister(inputSchema, Options);
}
