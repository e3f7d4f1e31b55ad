using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>Writes the towers node by node as their <c>forward</c> computes; constants keep OpenAI's parameter names.</summary>
internal sealed class ClipGraph
{
    private readonly ClipConfig _config;
    private readonly Dictionary<string, WeightTensor> _weights;

    internal ClipGraph(ClipModel model, string name)
    {
        _config = model.Config;
        _weights = model.ToWeights().ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        Graph = new OnnxGraph(name);
    }

    internal OnnxGraph Graph { get; }

    /// <summary>[N, 3, S, S], normalised → [N, D].</summary>
    internal OnnxValue Image(OnnxValue pixels)
    {
        int width = _config.VisionWidth;
        int patches = _config.Grid * _config.Grid;
        OnnxValue grid = Graph.Conv(pixels, Constant("visual.conv1.weight"), stride: _config.VisionPatch);
        OnnxValue rows = Graph.Transpose(Graph.Reshape(grid, Graph.Integers(0, width, patches), ["N", width, patches]), 0, 2, 1);

        // A row of zeros in front takes the class token, which is a constant and lies in the positions.
        OnnxValue state = Graph.Pad(rows, Graph.Integers(0, 1, 0, 0, 0, 0), "constant", ["N", patches + 1, width]) + VisionPositions();
        state = LayerNorm("visual.ln_pre", state);
        for (int layer = 0; layer < _config.VisionLayers; layer++)
        {
            state = Block($"visual.transformer.resblocks.{layer}", state, width, _config.VisionHeads, patches + 1, null);
        }

        OnnxValue first = Graph.Reshape(Graph.Slice(state, 1, 0, 1), Graph.Integers(0, width), ["N", width]);
        return Graph.MatMul(LayerNorm("visual.ln_post", first), Constant("visual.proj"));
    }

    /// <summary>int64 [N, L] → [N, D].</summary>
    internal OnnxValue Text(OnnxValue tokens)
    {
        int width = _config.TextWidth;
        OnnxValue length = Graph.Slice(Graph.Shape(tokens), 0, 1, 2);
        OnnxValue mask = Graph.Crop(CausalMask(), Graph.Concat(0, length, length), [0, 1], ["L", "L"]);
        OnnxValue positions = Graph.Crop(Constant("positional_embedding"), length, [0], ["L"]);
        OnnxValue state = Graph.Gather(Constant("token_embedding.weight"), tokens) + positions;
        for (int layer = 0; layer < _config.TextLayers; layer++)
        {
            state = Block($"transformer.resblocks.{layer}", state, width, _config.TextHeads, "L", mask);
        }

        OnnxValue end = Graph.ArgMax(Graph.Cast(tokens, OnnxElementType.Int32), 1);
        return Graph.MatMul(Graph.GatherRows(LayerNorm("ln_final", state), end), Constant("text_projection"));
    }

    private OnnxValue Block(string name, OnnxValue state, int width, int heads, OnnxDimension length, OnnxValue? mask)
    {
        OnnxValue mixed = state + Attention($"{name}.attn", LayerNorm($"{name}.ln_1", state), width, heads, length, mask);
        OnnxValue hidden = Linear($"{name}.mlp.c_fc", LayerNorm($"{name}.ln_2", mixed));
        return mixed + Linear($"{name}.mlp.c_proj", hidden * Graph.Sigmoid(hidden * ClipPerceptron.QuickGeluSlope));
    }

    private OnnxValue Attention(string name, OnnxValue input, int width, int heads, OnnxDimension length, OnnxValue? mask)
    {
        int depth = width / heads;
        OnnxValue Heads(OnnxValue part, params long[] order) =>
            Graph.Transpose(Graph.Reshape(part, Graph.Integers(0, 0, heads, depth), ["N", length, heads, depth]), order);

        OnnxValue packed = Product($"{name}.in_proj_weight", $"{name}.in_proj_bias", input);
        IReadOnlyList<OnnxValue> parts = Graph.Split(packed, 2, width, width, width);
        OnnxValue scores = Graph.MatMul(Heads(parts[0] * (1 / MathF.Sqrt(depth)), 0, 2, 1, 3), Heads(parts[1], 0, 2, 3, 1));
        OnnxValue shares = Graph.Softmax(mask is null ? scores : scores + mask);
        OnnxValue mixed = Graph.Transpose(Graph.MatMul(shares, Heads(parts[2], 0, 2, 1, 3)), 0, 2, 1, 3);
        return Linear($"{name}.out_proj", Graph.Reshape(mixed, Graph.Integers(0, 0, width), ["N", length, width]));
    }

    private OnnxValue Linear(string name, OnnxValue input) => Product($"{name}.weight", $"{name}.bias", input);

    private OnnxValue Product(string weightName, string biasName, OnnxValue input) =>
        Graph.MatMul(input, Transposed(weightName)) + Constant(biasName);

    private OnnxValue LayerNorm(string name, OnnxValue input) => Graph.LayerNormalization(input, Constant($"{name}.weight"), Constant($"{name}.bias"));

    private OnnxValue Constant(string name)
    {
        WeightTensor weight = _weights[name];
        return Graph.Constant(name, OnnxShape.Create([.. weight.Shape.Select(size => (OnnxDimension)size)]), weight.ToSingles());
    }

    // torch keeps [out, in]; the product of rows needs [in, out].
    private OnnxValue Transposed(string name)
    {
        WeightTensor weight = _weights[name];
        (int rows, int columns) = ((int)weight.Shape[0], (int)weight.Shape[1]);
        float[] values = weight.ToSingles();
        float[] turned = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return Graph.Constant(name, [columns, rows], turned);
    }

    private OnnxValue VisionPositions()
    {
        WeightTensor positions = _weights["visual.positional_embedding"];
        float[] values = positions.ToSingles();
        float[] token = _weights["visual.class_embedding"].ToSingles();
        for (int channel = 0; channel < token.Length; channel++)
        {
            values[channel] += token[channel];
        }

        return Graph.Constant(positions.Name, [(int)positions.Shape[0], token.Length], values);
    }

    private OnnxValue CausalMask()
    {
        int length = _config.ContextLength;
        float[] mask = new float[length * length];
        for (int row = 0; row < length; row++)
        {
            mask.AsSpan((row * length) + row + 1, length - row - 1).Fill(float.NegativeInfinity);
        }

        return Graph.Constant("causal_mask", [length, length], mask);
    }
}
