namespace IvifMl.Onnx;

/// <summary>
/// Builds <c>fusion-pyramid</c>: a multi-scale fusion that needs no training. The visible image is the ground; bands of the
/// difference D = infrared − visible are added to it with weights in 0–1 that tell how far each band and place follows the infrared.
/// Equal images give D = 0 and so themselves; an infrared without structure gives weights of 0 and so the visible. Hot targets are
/// taken out before and put back behind, pixel by pixel, so that they cast no halo.
/// <c>docs/fusion-pyramid.md</c> has the formulas and what was measured.
/// </summary>
public sealed partial class PyramidFusionGraph
{
    /// <summary>The model's name in its metadata.</summary>
    public const string ModelName = "fusion-pyramid";

    /// <summary>The model's version in its metadata.</summary>
    public const string ModelVersion = "1";

    private const float GrayLevels = HotTargetParts.GrayLevels;

    /// <summary>The level on whose grid (16 times fewer rows and columns) noise is estimated.</summary>
    private const int CoarseLevel = HotTargetParts.CoarseLevel;

    private readonly OnnxGraph _graph = new(ModelName);
    private readonly PyramidFusionOptions _options;

    private PyramidFusionGraph(PyramidFusionOptions options) => _options = options;

    /// <summary>Builds the model.</summary>
    /// <param name="options">The fusion's numbers; null for the defaults, which give the model that is shipped.</param>
    /// <returns>The bytes of an .onnx file that keeps <c>ivif.fusion/1</c>; the same for the same options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option out of range.</exception>
    public static byte[] Build(PyramidFusionOptions? options = null)
    {
        options ??= new();
        options.Validate();
        PyramidFusionGraph fusion = new(options);
        fusion.Describe();
        fusion.Connect();
        return fusion._graph.ToBytes();
    }

    private void Describe()
    {
        _graph.Metadata(FusionContract.ContractKey, FusionContract.Id);
        _graph.Metadata(FusionContract.NameKey, ModelName);
        _graph.Metadata(FusionContract.VersionKey, ModelVersion);
        _graph.Metadata(FusionContract.ColourKey, FusionContract.LuminanceColour);
        _graph.Metadata(FusionContract.RangeKey, FusionContract.UnitRange);
        _graph.Metadata(FusionContract.TrainingDataKey, "none");
        _graph.Metadata(FusionContract.LicenceKey, "MIT");
    }

    private void Connect()
    {
        (OnnxValue infrared, OnnxValue visible, OnnxValue sides) = FusionGraphParts.Pair(_graph, 1L << Math.Max(_options.Levels, CoarseLevel));
        (OnnxValue even, OnnxValue target) = TakeTargets(infrared, visible);
        OnnxValue ground = visible + Change(_graph.Concat(1, even, visible));
        OnnxValue fused = ground + (target * _graph.Relu(infrared - ground));

        FusionGraphParts.Finish(_graph, fused, sides);
    }

    /// <summary>What is added to the visible image: all weighted bands of the difference, put together again from the base upwards.</summary>
    private OnnxValue Change(OnnxValue pair)
    {
        (OnnxValue[] bands, OnnxValue level) = FusionGraphParts.Split(_graph, pair, _options.Levels);

        OnnxValue[] weights = DetailWeights(bands);
        OnnxValue change = BaseChange(level);
        for (int k = bands.Length - 1; k >= 0; k--)
        {
            change = _graph.Resize(change, 2) + DetailChange(bands[k], weights[k]);
        }

        return change;
    }

    /// <summary>A map on the coarse grid on that of another level.</summary>
    private OnnxValue AtLevel(OnnxValue map, int level) => level == CoarseLevel ? map
        : level < CoarseLevel ? _graph.Resize(map, 1 << (CoarseLevel - level))
        : _graph.AveragePool(map, 1 << (level - CoarseLevel), 1 << (level - CoarseLevel));

    /// <summary>Mean over a square of 2 · <paramref name="reach"/> + 1.</summary>
    private OnnxValue Mean(OnnxValue value, int reach) => _graph.AveragePool(value, (2 * reach) + 1, 1, reach);

    private OnnxValue Infrared(OnnxValue pair) => _graph.Slice(pair, 1, 0, 1);

    private OnnxValue Visible(OnnxValue pair) => _graph.Slice(pair, 1, 1, 2);

    private OnnxValue Difference(OnnxValue pair) => Infrared(pair) - Visible(pair);
}
