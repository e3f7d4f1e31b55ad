namespace IvifMl.Onnx;

/// <summary>
/// Builds <c>fusion-pyramid</c>: a multi-scale fusion that needs no training. With the difference D = infrared − visible and its
/// Laplacian bands D₀ … Dₙ₋₁ and base Dₙ, the result is F = visible + Σₖ wₖ·Dₖ, where the weights wₖ in 0–1 tell how far each band and
/// place follows the infrared. Equal images give D = 0 and so themselves; an infrared without structure gives w = 0 and so the
/// visible. <c>docs/fusion-pyramid.md</c> has the formulas and what was measured.
/// </summary>
public sealed class PyramidFusionGraph
{
    /// <summary>The model's name in its metadata.</summary>
    public const string ModelName = "fusion-pyramid";

    /// <summary>The model's version in its metadata.</summary>
    public const string ModelVersion = "1";

    private const float GrayLevels = 255f;
    private const int NoiseLevel = 4;
    private const int NoiseReach = 5;
    private const int BaseReach = 7;

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
        OnnxValue infrared = _graph.Input(FusionContract.InfraredInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue visible = _graph.Input(FusionContract.VisibleInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue lengths = _graph.Reshape(_graph.Input(FusionContract.ShapeInput, OnnxElementType.Int64, [1, 4]), 4);
        OnnxValue sides = _graph.Slice(lengths, 0, 2, 4);
        OnnxValue pair = Padded(_graph.Concat(1, _graph.Reshape(infrared, lengths, [1, 1, "H", "W"]), _graph.Reshape(visible, lengths, [1, 1, "H", "W"])), sides);

        OnnxValue[] bands = new OnnxValue[_options.Levels];
        OnnxValue level = pair;
        for (int k = 0; k < bands.Length; k++)
        {
            OnnxValue below = _graph.AveragePool(level, 2, 2);
            bands[k] = level - _graph.Resize(below, 2);
            level = below;
        }

        OnnxValue[] weights = DetailWeights(bands);
        OnnxValue change = BaseWeight(level) * Difference(level);
        for (int k = bands.Length - 1; k >= 0; k--)
        {
            change = _graph.Resize(change, 2) + (weights[k] * Difference(bands[k]));
        }

        OnnxValue fused = _graph.Crop(Visible(pair) + change, sides, [2, 3], ["H", "W"]);
        _graph.Output(FusionContract.FusedOutput, _graph.Reshape(_graph.Clip(fused, 0, 1), 1, -1), [1, "L"]);
    }

    /// <summary>Rows and columns repeated at the lower and right border up to whole blocks, so that every level halves exactly.</summary>
    private OnnxValue Padded(OnnxValue pair, OnnxValue sides)
    {
        OnnxValue missing = _graph.Mod(_graph.Integers(0, 0) - sides, _graph.Integers(1L << _options.Levels));
        OnnxValue amounts = _graph.Concat(0, _graph.Integers(0, 0, 0, 0, 0, 0), missing);
        return _graph.Pad(pair, amounts, "edge", [1, 2, OnnxDimension.Unknown, OnnxDimension.Unknown]);
    }

    /// <summary>wₖ = aᵢᵖ / (aᵢᵖ + aᵥᵖ + εᵖ) from the smoothed band magnitudes above noise; that of the finest band is made at half size.</summary>
    private OnnxValue[] DetailWeights(OnnxValue[] bands)
    {
        OnnxValue[] activity = new OnnxValue[bands.Length];
        for (int k = 0; k < bands.Length; k++)
        {
            OnnxValue magnitude = _graph.Abs(bands[k]);
            activity[k] = _graph.AveragePool(k == 0 ? _graph.AveragePool(magnitude, 2, 2) : magnitude, 3, 1, 1);
        }

        OnnxValue noise = Noise(activity[0]);
        OnnxValue[] weights = new OnnxValue[bands.Length];
        for (int k = 0; k < bands.Length; k++)
        {
            // White noise halves from level to level, as each level averages four samples of the one before.
            OnnxValue floor = AtLevel(noise, Math.Max(k, 1)) * (_options.NoiseFactor * MathF.Pow(0.5f, k));
            OnnxValue above = _graph.Relu(activity[k] - floor) * GrayLevels;
            OnnxValue strength = _graph.Pow(above, _graph.Scalar(_options.Sharpness));
            OnnxValue weight = Infrared(strength) / (Infrared(strength) + Visible(strength) + MathF.Pow(_options.DetailFloor, _options.Sharpness));
            weights[k] = k == 0 ? _graph.Resize(weight, 2) : weight;
        }

        return weights;
    }

    /// <summary>The noise of both sources on the grid of level 4: the least mean magnitude of the finest band within some blocks.</summary>
    private OnnxValue Noise(OnnxValue finest)
    {
        OnnxValue blocks = _graph.AveragePool(finest, 1 << (NoiseLevel - 1), 1 << (NoiseLevel - 1));
        OnnxValue least = _graph.Neg(_graph.MaxPool(_graph.Neg(blocks), NoiseReach, 1, NoiseReach / 2));
        return _graph.Min(_graph.AveragePool(least, NoiseReach, 1, NoiseReach / 2), _graph.Scalar(_options.NoiseCeiling / GrayLevels));
    }

    /// <summary>A map on the grid of <see cref="NoiseLevel"/> on that of another level.</summary>
    private OnnxValue AtLevel(OnnxValue map, int level) => level == NoiseLevel ? map
        : level < NoiseLevel ? _graph.Resize(map, 1 << (NoiseLevel - level))
        : _graph.AveragePool(map, 1 << (level - NoiseLevel), 1 << (level - NoiseLevel));

    /// <summary>The base follows the infrared where that stands out hot from its surroundings more than the visible stands out from its own.</summary>
    private OnnxValue BaseWeight(OnnxValue level)
    {
        OnnxValue surroundings = (_graph.ReduceMean(level, 2, 3) + _graph.AveragePool(level, BaseReach, 1, BaseReach / 2)) * 0.5f;
        OnnxValue deviation = (level - surroundings) * GrayLevels;
        OnnxValue energy = deviation * deviation;
        OnnxValue hot = _graph.Relu(Infrared(deviation));
        OnnxValue saliency = (hot * hot * (1f - _options.ColdShare)) + (Infrared(energy) * _options.ColdShare);
        return saliency / (saliency + Visible(energy) + (_options.BaseFloor * _options.BaseFloor));
    }

    private OnnxValue Infrared(OnnxValue pair) => _graph.Slice(pair, 1, 0, 1);

    private OnnxValue Visible(OnnxValue pair) => _graph.Slice(pair, 1, 1, 2);

    private OnnxValue Difference(OnnxValue pair) => Infrared(pair) - Visible(pair);
}
