namespace IvifMl.Onnx;

/// <content>Which source's detail is seen where.</content>
public sealed partial class PyramidFusionGraph
{
    /// <summary>From this band on the dark side of infrared detail counts less.</summary>
    private const int FirstColdBand = 2;

    /// <summary>Bands from the finest on whose noise is measured; that of coarser ones follows from the last.</summary>
    private const int MeasuredNoiseBands = 3;

    private const int NoiseReach = 2;

    /// <summary>
    /// wₖ = aᵢᵖ / (aᵢᵖ + aᵥᵖ + εᵖ) from the local mean magnitude of the bands above their noise. The finest band's weight is made at
    /// half size.
    /// </summary>
    private OnnxValue[] DetailWeights(OnnxValue[] bands)
    {
        OnnxValue[] activity = [.. bands.Select(Activity)];
        OnnxValue[] weights = new OnnxValue[bands.Length];
        OnnxValue? noise = null;
        for (int k = 0; k < bands.Length; k++)
        {
            // Each level averages samples of the one before, so white noise halves from level to level.
            noise = k < MeasuredNoiseBands ? Noise(activity[k], Math.Max(k, 1)) : noise! * 0.5f;
            OnnxValue seen = activity[k];
            if (k + 1 < bands.Length && _options.CoarserShare > 0)
            {
                seen += (k == 0 ? activity[1] : _graph.Resize(activity[k + 1], 2)) * _options.CoarserShare;
            }

            OnnxValue strength = _graph.Pow(_graph.Relu(seen - AtLevel(noise, Math.Max(k, 1))) * GrayLevels, _graph.Scalar(_options.Sharpness));
            OnnxValue weight = Infrared(strength) / (Infrared(strength) + Visible(strength) + MathF.Pow(_options.DetailFloor, _options.Sharpness));
            weights[k] = k == 0 ? _graph.Resize(weight, 2) : weight;
        }

        return weights;
    }

    /// <summary>Local mean magnitude of a band, of both sources; the finest band's at half size.</summary>
    private OnnxValue Activity(OnnxValue band, int k)
    {
        OnnxValue magnitude = k < FirstColdBand
            ? _graph.Abs(band)
            : _graph.Concat(1, _graph.LeakyRelu(Infrared(band), -_options.ColdShare), _graph.Abs(Visible(band)));
        return Mean(k == 0 ? _graph.AveragePool(magnitude, 2, 2) : magnitude, 1);
    }

    /// <summary>
    /// What of an activity is noise, by minimum statistics: within 5×5 blocks of 16×16 pixels the quietest block holds noise only.
    /// On the coarse grid, already times the factors of both sources.
    /// </summary>
    private OnnxValue Noise(OnnxValue activity, int level)
    {
        int step = HotTargetParts.CoarseStep >> level;
        OnnxValue blocks = _graph.AveragePool(activity, step, step);
        OnnxValue least = _graph.Neg(_graph.MaxPool(_graph.Neg(blocks), (2 * NoiseReach) + 1, 1, NoiseReach));
        OnnxValue noise = _graph.Min(Mean(least, NoiseReach), _graph.Scalar(_options.NoiseCeiling / GrayLevels));
        return noise * _graph.Constant($"noise_factors_{_graph.NodeCount}", [1, 2, 1, 1], [_options.InfraredNoiseFactor, _options.VisibleNoiseFactor]);
    }

    /// <summary>
    /// What a band adds to the visible's: w · (I − V), and where the choice is open (w near ½) towards I − common(I, V), which keeps
    /// what either source has; common is the smaller of two values of one sign and 0 for opposite signs.
    /// </summary>
    private OnnxValue DetailChange(OnnxValue band, OnnxValue weight)
    {
        OnnxValue chosen = weight * Difference(band);
        if (_options.Union <= 0)
        {
            return chosen;
        }

        OnnxValue infrared = Infrared(band);
        OnnxValue visible = Visible(band);
        OnnxValue common = FusionGraphParts.Common(_graph, infrared, visible);
        OnnxValue open = weight * (1f - weight) * (4f * _options.Union);
        return chosen + (open * (infrared - common - chosen));
    }
}
