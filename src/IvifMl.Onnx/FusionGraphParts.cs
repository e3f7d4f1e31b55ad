namespace IvifMl.Onnx;

/// <summary>What every fusion model of the contract begins and ends with, and how its pyramids halve.</summary>
internal static class FusionGraphParts
{
    /// <summary>The contract's inputs as planes, rows and columns repeated at the lower and right border up to whole blocks.</summary>
    /// <param name="graph">A graph without inputs.</param>
    /// <param name="block">The side of a block.</param>
    /// <returns>Infrared and visible, [1, 1, H′, W′], and the sides H, W before padding, int64 [2].</returns>
    public static (OnnxValue Infrared, OnnxValue Visible, OnnxValue Sides) Pair(OnnxGraph graph, long block)
    {
        OnnxValue infrared = graph.Input(FusionContract.InfraredInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue visible = graph.Input(FusionContract.VisibleInput, OnnxElementType.Float32, [1, "L"]);
        OnnxValue lengths = graph.Reshape(graph.Input(FusionContract.ShapeInput, OnnxElementType.Int64, [1, 4]), 4);
        OnnxValue sides = graph.Slice(lengths, 0, 2, 4);
        OnnxValue missing = graph.Mod(graph.Integers(0, 0) - sides, graph.Integers(block));
        OnnxValue amounts = graph.Concat(0, graph.Integers(0, 0, 0, 0, 0, 0), missing);
        OnnxValue Plane(OnnxValue image) =>
            graph.Pad(graph.Reshape(image, lengths, [1, 1, "H", "W"]), amounts, "edge", [1, 1, OnnxDimension.Unknown, OnnxDimension.Unknown]);
        return (Plane(infrared), Plane(visible), sides);
    }

    /// <summary>The contract's output: the fused picture without its padding, held in 0–1.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="fused">[1, 1, H′, W′].</param>
    /// <param name="sides">H, W.</param>
    public static void Finish(OnnxGraph graph, OnnxValue fused, OnnxValue sides)
    {
        OnnxValue picture = graph.Crop(fused, sides, [2, 3], ["H", "W"]);
        graph.Output(FusionContract.FusedOutput, graph.Reshape(graph.Clip(picture, 0, 1), 1, -1), [1, "L"]);
    }

    /// <summary>What two values have in common: the smaller one where both have the same sign, else 0.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="left">Any shape.</param>
    /// <param name="right">The same.</param>
    public static OnnxValue Common(OnnxGraph graph, OnnxValue left, OnnxValue right)
    {
        OnnxValue positive = graph.Relu(right);
        return graph.Min(graph.Max(left, right - positive), positive);
    }

    /// <summary>
    /// Half the rows and columns after the kernel [1 3 3 1]/8 both ways, as three means of two: the mirror of the linear resizing
    /// that goes back up, so that a shifted image gives nearly shifted bands.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="level">[N, C, H, W], H and W even.</param>
    public static OnnxValue Halved(OnnxGraph graph, OnnxValue level)
    {
        OnnxValue between = graph.AveragePool(level, 2, 1, 1);
        return graph.AveragePool(graph.AveragePool(between, 2), 2, 2);
    }

    /// <summary>The Laplacian pyramid: each band is what the next level, resized linearly, lacks.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="image">[N, C, H, W], H and W multiples of 2^<paramref name="count"/>.</param>
    /// <param name="count">How many bands.</param>
    /// <returns>The bands from fine to coarse, and the base.</returns>
    public static (OnnxValue[] Bands, OnnxValue Base) Split(OnnxGraph graph, OnnxValue image, int count)
    {
        OnnxValue[] bands = new OnnxValue[count];
        OnnxValue level = image;
        for (int k = 0; k < count; k++)
        {
            OnnxValue below = Halved(graph, level);
            bands[k] = level - graph.Resize(below, 2);
            level = below;
        }

        return (bands, level);
    }
}
