using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>
/// <see cref="CrossFusionAttention"/> as nodes of a graph. A window's cells are shifted copies of the map: with its rows padded and laid
/// end to end, a shift is one run of each channel. What is computed in the columns between the rows is cut away at the end.
/// </summary>
internal sealed class CrossFusionAttentionGraph
{
    private readonly OnnxGraph _graph;
    private readonly CrossFusionAttention _attention;
    private readonly string _name;

    private CrossFusionAttentionGraph(OnnxGraph graph, string name, CrossFusionAttention attention) => (_graph, _name, _attention) = (graph, name, attention);

    private int Border => 2 * _attention.Reach;

    private int Heads => 2 * _attention.Heads;

    private int Channels => 2 * _attention.Channels;

    /// <summary>Both sources after they have looked at each other.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's dotted name.</param>
    /// <param name="attention">The layer.</param>
    /// <param name="map">[1, 2C, h, w].</param>
    public static OnnxValue Apply(OnnxGraph graph, string name, CrossFusionAttention attention, OnnxValue map) =>
        new CrossFusionAttentionGraph(graph, name, attention).Connect(map);

    private OnnxValue Connect(OnnxValue map)
    {
        OnnxValue query = _graph.Conv($"{_name}.query", _attention.query, map);
        OnnxValue key = Other(_graph.Conv($"{_name}.key", _attention.key, map));
        OnnxValue value = Other(_graph.Conv($"{_name}.value", _attention.value, map));

        OnnxShape wide = map.Shape.With(3, OnnxDimension.Unknown);
        OnnxValue rows = _graph.Pad(query, _graph.Integers(0, 0, 0, 0, 0, 0, 0, Border), "constant", wide);
        OnnxValue seen = Look(Run(rows, 0, 1), Shifts(key, 1), Shifts(value, Heads));
        OnnxValue ended = _graph.Pad(seen, _graph.Integers(0, 0, 0, 0, 0, Border), "constant", [1, Channels, OnnxDimension.Unknown]);
        OnnxValue framed = _graph.Slice(_graph.Reshape(ended, _graph.Shape(rows), wide), 3, 0, -Border);
        return map + _graph.Conv($"{_name}.project", _attention.project, framed);
    }

    /// <summary>The softmax over the window, head by head of both sources.</summary>
    /// <param name="query">[1, 2C, L].</param>
    /// <param name="keys">For each cell of the window the other source's key there, [1, 2C, L].</param>
    /// <param name="values">The other source's values, [heads, d, L].</param>
    /// <returns>[1, 2C, L].</returns>
    private OnnxValue Look(OnnxValue query, OnnxValue[] keys, OnnxValue[] values)
    {
        OnnxValue heads = HeadSums();
        OnnxValue scores = _graph.Concat(0, [.. keys.Select(key => _graph.MatMul(heads, query * key))]);
        OnnxValue counts = _graph.Reshape(_graph.Exp(scores - _graph.ReduceMax(scores, 0)), keys.Length, Heads, 1, -1);
        OnnxValue total = _graph.ReduceMean(counts, 0) * (float)keys.Length;
        OnnxValue seen = values
            .Select((value, cell) => _graph.Slice(counts, 0, cell, cell + 1) * value)
            .Aggregate((sum, next) => sum + next);
        return _graph.Reshape(seen / total, 1, Channels, -1);
    }

    /// <summary>[heads, 2C] that sums the channels of each head, divided by √d.</summary>
    private OnnxValue HeadSums()
    {
        int depth = Channels / Heads;
        float[] sums = new float[Heads * Channels];
        for (int channel = 0; channel < Channels; channel++)
        {
            sums[(channel / depth * Channels) + channel] = 1 / MathF.Sqrt(depth);
        }

        return _graph.Constant($"{_name}.heads", [Heads, Channels], sums);
    }

    /// <summary>The other source in each one's place.</summary>
    private OnnxValue Other(OnnxValue both) => _graph.Concat(1, _graph.Slice(both, 1, Channels / 2), _graph.Slice(both, 1, 0, Channels / 2));

    private OnnxValue[] Shifts(OnnxValue map, int groups)
    {
        OnnxValue padded = _graph.Pad(map, _attention.Reach, "constant");
        List<OnnxValue> shifts = [];
        for (int row = 0; row <= Border; row++)
        {
            OnnxValue rows = Shifted(padded, 2, row);
            for (int column = 0; column <= Border; column++)
            {
                shifts.Add(Run(rows, column, groups));
            }
        }

        return [.. shifts];
    }

    /// <summary>[1, 2C, h, w + border] → [groups, 2C / groups, L], L = h · (w + border) − border, from a column on.</summary>
    private OnnxValue Run(OnnxValue rows, int column, int groups) => Shifted(_graph.Reshape(rows, groups, Channels / groups, -1), 2, column);

    private OnnxValue Shifted(OnnxValue value, int axis, int start) =>
        start == Border ? _graph.Slice(value, axis, start) : _graph.Slice(value, axis, start, start - Border);
}
