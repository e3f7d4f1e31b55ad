using IvifMl.Imaging;
using IvifMl.Mapping;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace IvifMl;

/// <summary>Learns which of several fusion models suits a pair; see <see cref="FusionTrainers.Advisor(AdvisorOptions)"/>.</summary>
public sealed class AdvisorTrainer : IEstimator<AdvisorTransformer>
{
    internal const string Component = "Advisor";

    private readonly MLContext _context;
    private readonly AdvisorOptions _options;

    internal AdvisorTrainer(MLContext context, AdvisorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ImageColumns.Register();
        (_context, _options) = (context, options);
    }

    /// <summary>
    /// Fuses and scores every pair with every candidate, once, and learns one regression a candidate. Says how many pairs it learned from through
    /// <see cref="MLContext.Log"/> with the source <c>IvifMl; Advisor</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    /// <exception cref="ArgumentException">The data has no rows.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public AdvisorTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        AdvisorTransformer.CheckAndRegister(input.Schema, _options);
        List<AdvisorExample> examples = Examples(input);
        if (examples.Count == 0)
        {
            throw new ArgumentException("The data has no rows; an advisor learns from pairs.", nameof(input));
        }

        using IChannel channel = ((IHostEnvironment)_context).Register(FusionCatalog.LogSource).Start(Component);
        AdvisorForest forest = AdvisorForest.Fit(_context, examples, _options);
        channel.Info(MessageSensitivity.None, "{0}", $"learned from {examples.Count} pairs to choose among {string.Join(", ", _options.Candidates.Select(c => c.Name))}");
        return new AdvisorTransformer(AdvisorChain.Build(_context.Transforms, input, forest, _options), _options, forest.Importance());
    }

    /// <summary>The shape of the data with the new columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or no image.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShapes.CheckImage(inputSchema, _options.InfraredColumnName, Component, nameof(inputSchema));
        SchemaShapes.CheckImage(inputSchema, _options.VisibleColumnName, Component, nameof(inputSchema));
        SchemaShape shape = inputSchema;
        shape = _options.ChosenColumnName is { } chosen ? SchemaShapes.With(shape, chosen, TextDataViewType.Instance) : shape;
        shape = _options.ScoresColumnName is { } scores
            ? SchemaShapes.With(shape, scores, new VectorDataViewType(NumberDataViewType.Single, _options.Candidates.Count))
            : shape;
        return _options.FusedColumnName is { } fused ? SchemaShapes.With(shape, fused, new ImageDataViewType()) : shape;
    }

    private List<AdvisorExample> Examples(IDataView input)
    {
        FusionModel[] models = [.. _options.Candidates.Select(c => c.Open())];
        try
        {
            List<AdvisorExample> examples = [];
            DataViewSchema.Column infraredColumn = input.Schema[_options.InfraredColumnName];
            DataViewSchema.Column visibleColumn = input.Schema[_options.VisibleColumnName];
            using DataViewRowCursor cursor = input.GetRowCursor([infraredColumn, visibleColumn]);
            ValueGetter<MLImage> readInfrared = cursor.GetGetter<MLImage>(infraredColumn);
            ValueGetter<MLImage> readVisible = cursor.GetGetter<MLImage>(visibleColumn);
            MLImage infraredImage = null!;
            MLImage visibleImage = null!;
            while (cursor.MoveNext())
            {
                _options.CancellationToken.ThrowIfCancellationRequested();
                readInfrared(ref infraredImage);
                readVisible(ref visibleImage);
                (Plane infrared, _, RasterImage visible) = PlaneVectors.Unpack(new PairRow { Infrared = infraredImage, Visible = visibleImage });
                examples.Add(AdvisorExample.Of(infrared, visible, models, _options.Profile));
            }

            return examples;
        }
        finally
        {
            Array.ForEach(models, model => model.Dispose());
        }
    }
}
