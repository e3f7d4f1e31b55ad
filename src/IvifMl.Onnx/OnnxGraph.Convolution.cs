namespace IvifMl.Onnx;

/// <content>Convolutions, pooling, matrix products, normalisation.</content>
public sealed partial class OnnxGraph
{
    /// <summary>Two-dimensional convolution (cross-correlation, as in every deep-learning library).</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="weights">[M, C / groups, kH, kW], lengths known.</param>
    /// <param name="bias">[M], or null.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="padding">Zeros added on every side.</param>
    /// <param name="dilation">Distance of the kernel's taps.</param>
    /// <param name="groups">Groups of channels; C for a depthwise convolution.</param>
    /// <returns>[N, M, H', W'].</returns>
    /// <exception cref="ArgumentException">Ranks or channel numbers do not fit.</exception>
    public OnnxValue Conv(OnnxValue input, OnnxValue weights, OnnxValue? bias = null, int stride = 1, int padding = 0, int dilation = 1, int groups = 1)
    {
        (long kernelHeight, long kernelWidth) = CheckConvolution("Conv", input, weights);
        CheckEqual("Conv", $"channels of {input} in {groups} group(s) against those of {weights}", input.Shape[1], weights.Shape[1].Length!.Value * groups);
        CheckBias("Conv", weights.Shape[0], bias);
        if (weights.Shape[0].Length % groups != 0)
        {
            throw new ArgumentException($"Conv: the {weights.Shape[0]} kernels of {weights} cannot be split into {groups} groups.");
        }

        OnnxShape shape =
        [
            input.Shape[0],
            weights.Shape[0],
            Slide("Conv", input, input.Shape[2], kernelHeight, stride, 2L * padding, dilation),
            Slide("Conv", input, input.Shape[3], kernelWidth, stride, 2L * padding, dilation),
        ];
        return Node(
            "Conv",
            bias is null ? [input, weights] : [input, weights, bias],
            input.ElementType,
            shape,
            OnnxAttribute.Of("kernel_shape", [kernelHeight, kernelWidth]),
            OnnxAttribute.Of("strides", [stride, stride]),
            OnnxAttribute.Of("pads", [padding, padding, padding, padding]),
            OnnxAttribute.Of("dilations", [dilation, dilation]),
            OnnxAttribute.Of("group", groups));
    }

    /// <summary>Transposed two-dimensional convolution.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="weights">[C, M, kH, kW], lengths known.</param>
    /// <param name="bias">[M], or null.</param>
    /// <param name="stride">Step of the output per input sample.</param>
    /// <param name="padding">Samples cut off on every side.</param>
    /// <returns>[N, M, (H − 1) · stride − 2 · padding + kH, …].</returns>
    /// <exception cref="ArgumentException">Ranks or channel numbers do not fit.</exception>
    public OnnxValue ConvTranspose(OnnxValue input, OnnxValue weights, OnnxValue? bias = null, int stride = 1, int padding = 0)
    {
        (long kernelHeight, long kernelWidth) = CheckConvolution("ConvTranspose", input, weights);
        CheckEqual("ConvTranspose", $"channels of {input} against those of {weights}", input.Shape[1], weights.Shape[0]);
        CheckBias("ConvTranspose", weights.Shape[1], bias);
        OnnxDimension Grow(OnnxDimension length, long kernel) => length.Length is { } known ? ((known - 1) * stride) - (2L * padding) + kernel : OnnxDimension.Unknown;
        return Node(
            "ConvTranspose",
            bias is null ? [input, weights] : [input, weights, bias],
            input.ElementType,
            [input.Shape[0], weights.Shape[1], Grow(input.Shape[2], kernelHeight), Grow(input.Shape[3], kernelWidth)],
            OnnxAttribute.Of("kernel_shape", [kernelHeight, kernelWidth]),
            OnnxAttribute.Of("strides", [stride, stride]),
            OnnxAttribute.Of("pads", [padding, padding, padding, padding]));
    }

    /// <summary>Mean over a square window; samples outside the image do not count.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="kernel">Side of the window.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="padding">Rows and columns the window may hang over.</param>
    /// <returns>[N, C, H', W'].</returns>
    public OnnxValue AveragePool(OnnxValue input, int kernel, int stride = 1, int padding = 0) => Pool("AveragePool", input, kernel, stride, padding);

    /// <summary>Maximum over a square window.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="kernel">Side of the window.</param>
    /// <param name="stride">Step in both directions.</param>
    /// <param name="padding">Rows and columns the window may hang over.</param>
    /// <returns>[N, C, H', W'].</returns>
    public OnnxValue MaxPool(OnnxValue input, int kernel, int stride = 1, int padding = 0) => Pool("MaxPool", input, kernel, stride, padding);

    /// <summary>Mean over all of each channel.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C, 1, 1].</returns>
    public OnnxValue GlobalAveragePool(OnnxValue input)
    {
        CheckRank("GlobalAveragePool", input, 4);
        return Node("GlobalAveragePool", [input], input.ElementType, [input.Shape[0], input.Shape[1], 1, 1]);
    }

    /// <summary>Matrix product of the last two axes, the ones before broadcast.</summary>
    /// <param name="left">[…, M, K].</param>
    /// <param name="right">[…, K, N].</param>
    /// <returns>[…, M, N].</returns>
    /// <exception cref="ArgumentException">A rank below 2, or inner lengths that differ.</exception>
    public OnnxValue MatMul(OnnxValue left, OnnxValue right)
    {
        CheckSameType("MatMul", left, right);
        if (left.Shape.Rank < 2 || right.Shape.Rank < 2)
        {
            throw new ArgumentException($"MatMul: {left} and {right} need at least 2 dimensions.");
        }

        CheckEqual("MatMul", $"inner lengths of {left} and {right}", left.Shape[-1], right.Shape[-2]);
        OnnxValue stackLeft = new(this, left.Name, left.ElementType, left.Shape.With(-2, 1).With(-1, 1));
        OnnxValue stackRight = new(this, right.Name, right.ElementType, right.Shape.With(-2, 1).With(-1, 1));
        return Node("MatMul", [left, right], left.ElementType, Broadcast("MatMul", stackLeft, stackRight).With(-2, left.Shape[-2]).With(-1, right.Shape[-1]));
    }

    /// <summary>A fully connected layer as torch stores it: x · Wᵀ + b.</summary>
    /// <param name="input">[N, K].</param>
    /// <param name="weights">[M, K].</param>
    /// <param name="bias">[M], or null.</param>
    /// <returns>[N, M].</returns>
    /// <exception cref="ArgumentException">Ranks or lengths do not fit.</exception>
    public OnnxValue Linear(OnnxValue input, OnnxValue weights, OnnxValue? bias = null)
    {
        CheckRank("Linear", input, 2);
        CheckRank("Linear", weights, 2);
        CheckEqual("Linear", $"features of {input} against those of {weights}", input.Shape[1], weights.Shape[1]);
        CheckBias("Linear", weights.Shape[0], bias);
        return Node("Gemm", bias is null ? [input, weights] : [input, weights, bias], input.ElementType, [input.Shape[0], weights.Shape[0]], OnnxAttribute.Of("transB", 1L));
    }

    /// <summary>Normalisation over the last axis, with learnt scale and offset.</summary>
    /// <param name="input">[…, C].</param>
    /// <param name="scale">[C].</param>
    /// <param name="offset">[C].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The shape of <paramref name="input"/>.</returns>
    public OnnxValue LayerNormalization(OnnxValue input, OnnxValue scale, OnnxValue offset, float epsilon = 1e-5f)
    {
        CheckBias("LayerNormalization", input.Shape[-1], scale);
        CheckBias("LayerNormalization", input.Shape[-1], offset);
        return Node("LayerNormalization", [input, scale, offset], input.ElementType, input.Shape, OnnxAttribute.Of("axis", -1L), OnnxAttribute.Of("epsilon", epsilon));
    }

    /// <summary>Normalisation of each channel of each image, with learnt scale and offset.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="scale">[C].</param>
    /// <param name="offset">[C].</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <returns>The shape of <paramref name="input"/>.</returns>
    public OnnxValue InstanceNormalization(OnnxValue input, OnnxValue scale, OnnxValue offset, float epsilon = 1e-5f)
    {
        CheckRank("InstanceNormalization", input, 4);
        CheckBias("InstanceNormalization", input.Shape[1], scale);
        CheckBias("InstanceNormalization", input.Shape[1], offset);
        return Node("InstanceNormalization", [input, scale, offset], input.ElementType, input.Shape, OnnxAttribute.Of("epsilon", epsilon));
    }

    private static (long Height, long Width) CheckConvolution(string operation, OnnxValue input, OnnxValue weights)
    {
        CheckRank(operation, input, 4);
        CheckRank(operation, weights, 4);
        CheckSameType(operation, input, weights);
        return weights.Shape.ElementCount is null
            ? throw new ArgumentException($"{operation}: every length of the weights {weights} must be known.")
            : (weights.Shape[2].Length!.Value, weights.Shape[3].Length!.Value);
    }

    private static void CheckBias(string operation, OnnxDimension channels, OnnxValue? bias)
    {
        if (bias is not null)
        {
            CheckRank(operation, bias, 1);
            CheckEqual(operation, $"length of {bias} against channels", bias.Shape[0], channels);
        }
    }

    private OnnxValue Pool(string operation, OnnxValue input, int kernel, int stride, int padding)
    {
        CheckRank(operation, input, 4);
        OnnxShape shape = input.Shape
            .With(2, Slide(operation, input, input.Shape[2], kernel, stride, 2L * padding, 1))
            .With(3, Slide(operation, input, input.Shape[3], kernel, stride, 2L * padding, 1));
        return Node(
            operation,
            [input],
            input.ElementType,
            shape,
            OnnxAttribute.Of("kernel_shape", [kernel, kernel]),
            OnnxAttribute.Of("strides", [stride, stride]),
            OnnxAttribute.Of("pads", [padding, padding, padding, padding]));
    }
}
