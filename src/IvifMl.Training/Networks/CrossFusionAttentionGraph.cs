using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary><see cref="CrossFusionAttention"/> as nodes of a graph; windows are shifted copies of the map, so no gather is needed.</summary>
internal static class CrossFusionAttentionGraph
{
    /// <summary>Both sources after they have looked at each other.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">The layer's dotted name.</param>
    /// <param name="attention">The layer.</param>
    /// <param name="map">[1, 2C, h, w].</param>
    public static OnnxValue CrossAttention(this OnnxGraph graph, string name, CrossFusionAttention attention, OnnxValue map)
    {
        int channels = attention.Channels;
        OnnxValue query = graph.Conv($"{name}.query", attention.query, map);
        OnnxValue key = graph.Conv($"{name}.key", attention.key, map);
        OnnxValue value = graph.Conv($"{name}.value", attention.value, map);
        OnnxValue Part(OnnxValue both, int source) => graph.Slice(both, 1, source * channels, (source + 1) * channels);
        OnnxValue seen = graph.Concat(
            1,
            Look(graph, Part(query, 0), Part(key, 1), Part(value, 1), attention),
            Look(graph, Part(query, 1), Part(key, 0), Part(value, 0), attention));
        return map + graph.Conv($"{name}.project", attention.project, graph.Reshape(seen, graph.Shape(map), map.Shape));
    }

    /// <summary>Softmax over the window, head by head: [1, C, L] of the places in row-major order.</summary>
    private static OnnxValue Look(OnnxGraph graph, OnnxValue query, OnnxValue key, OnnxValue value, CrossFusionAttention attention)
    {
        long cells = ((2L * attention.Reach) + 1) * ((2L * attention.Reach) + 1);
        long depth = attention.Channels / attention.Heads;
        OnnxValue asked = graph.Reshape(query, 1, attention.Heads, depth, -1);
        OnnxValue met = graph.Reshape(Windows(graph, key, attention.Reach), cells, attention.Heads, depth, -1);
        OnnxValue given = graph.Reshape(Windows(graph, value, attention.Reach), cells, attention.Heads, depth, -1);
        OnnxValue scores = graph.ReduceMean(asked * met, 2) * MathF.Sqrt(depth);
        OnnxValue weights = graph.Softmax(scores, 0);
        return graph.Reshape(graph.ReduceMean(weights * given, 0) * (float)cells, 1, attention.Channels, -1);
    }

    private static OnnxValue Windows(OnnxGraph graph, OnnxValue map, int reach)
    {
        OnnxValue padded = graph.Pad(map, reach, "constant");
        List<OnnxValue> shifted = [];
        for (int row = 0; row <= 2 * reach; row++)
        {
            OnnxValue rows = Shifted(graph, padded, 2, row, reach);
            for (int column = 0; column <= 2 * reach; column++)
            {
                shifted.Add(Shifted(graph, rows, 3, column, reach));
            }
        }

        return graph.Concat(0, [.. shifted]);
    }

    private static OnnxValue Shifted(OnnxGraph graph, OnnxValue padded, int axis, int start, int reach) =>
        start == 2 * reach ? graph.Slice(padded, axis, start) : graph.Slice(padded, axis, start, start - (2 * reach));
}
