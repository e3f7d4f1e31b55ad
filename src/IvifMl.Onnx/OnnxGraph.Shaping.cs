namespace IvifMl.Onnx;

/// <content>Operators that move values: reshape, slice, pad, resize, join and split.</content>
public sealed partial class OnnxGraph
{
    /// <summary>The lengths of a tensor as a vector of integers.</summary>
    /// <param name="value">The tensor.</param>
    /// <returns>int64 [rank].</returns>
    public OnnxValue Shape(OnnxValue value) => Node("Shape", [value], OnnxElementType.Int64, [value.Shape.Rank]);

    /// <summary>The same values in another shape that is known while building.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="lengths">The new lengths; one may be −1 (what remains).</param>
    /// <returns>The reshaped tensor.</returns>
    /// <exception cref="ArgumentException">The number of elements differs.</exception>
    public OnnxValue Reshape(OnnxValue value, params ReadOnlySpan<long> lengths)
    {
        OnnxDimension[] shape = new OnnxDimension[lengths.Length];
        long known = 1;
        int open = -1;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0)
            {
                open = open < 0 ? i : throw new ArgumentException("Reshape: only one length can be −1.", nameof(lengths));
                continue;
            }

            shape[i] = lengths[i];
            known *= lengths[i];
        }

        if (value.Shape.ElementCount is { } count)
        {
            if (open < 0 ? count != known : known == 0 || count % known != 0)
            {
                throw new ArgumentException($"Reshape: the {count} values of {value} do not fill [{string.Join(',', lengths.ToArray())}].", nameof(lengths));
            }

            if (open >= 0)
            {
                shape[open] = count / known;
            }
        }

        return Node("Reshape", [value, Integers(lengths)], value.ElementType, OnnxShape.Create(shape));
    }

    /// <summary>The same values in a shape that is only known when the model runs.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="lengths">int64 [rank].</param>
    /// <param name="shape">What is known of the new shape while building.</param>
    /// <returns>The reshaped tensor.</returns>
    public OnnxValue Reshape(OnnxValue value, OnnxValue lengths, OnnxShape shape)
    {
        CheckType("Reshape", lengths, OnnxElementType.Int64);
        CheckRank("Reshape", lengths, 1);
        CheckEqual("Reshape", $"rank of {shape} against length of {lengths}", shape.Rank, lengths.Shape[0]);
        return Node("Reshape", [value, lengths], value.ElementType, shape);
    }

    /// <summary>The axes in another order.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="order">For each new axis the old one.</param>
    /// <returns>The transposed tensor.</returns>
    /// <exception cref="ArgumentException">Not a permutation of the tensor's axes.</exception>
    public OnnxValue Transpose(OnnxValue value, params ReadOnlySpan<long> order)
    {
        long[] sorted = order.ToArray();
        Array.Sort(sorted);
        if (!sorted.SequenceEqual(Enumerable.Range(0, value.Shape.Rank).Select(i => (long)i)))
        {
            throw new ArgumentException($"Transpose: [{string.Join(',', order.ToArray())}] is not an order of the axes of {value}.", nameof(order));
        }

        OnnxDimension[] shape = new OnnxDimension[order.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = value.Shape[(int)order[i]];
        }

        return Node("Transpose", [value], value.ElementType, OnnxShape.Create(shape), OnnxAttribute.Of("perm", order));
    }

    /// <summary>Several tensors behind each other along one axis.</summary>
    /// <param name="axis">The axis; all others must agree.</param>
    /// <param name="values">At least one tensor.</param>
    /// <returns>The joined tensor.</returns>
    /// <exception cref="ArgumentException">Types, ranks or other lengths differ.</exception>
    public OnnxValue Concat(int axis, params ReadOnlySpan<OnnxValue> values)
    {
        OnnxValue first = values[0];
        int at = Axis("Concat", first, axis);
        OnnxShape shape = first.Shape;
        long? length = first.Shape[at].Length;
        foreach (OnnxValue value in values[1..])
        {
            CheckSameType("Concat", first, value);
            CheckRank("Concat", value, first.Shape.Rank);
            length += value.Shape[at].Length;
            shape = Merge("Concat", shape.With(at, OnnxDimension.Unknown), value.Shape.With(at, OnnxDimension.Unknown));
        }

        shape = shape.With(at, length is { } known ? known : OnnxDimension.Unknown);
        return Node("Concat", values.ToArray(), first.ElementType, shape, OnnxAttribute.Of("axis", at));
    }

    /// <summary>A tensor cut into parts of known lengths along one axis.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axis">The axis to cut.</param>
    /// <param name="lengths">The length of each part.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="ArgumentException">The lengths do not add up to the axis.</exception>
    public IReadOnlyList<OnnxValue> Split(OnnxValue value, int axis, params ReadOnlySpan<long> lengths)
    {
        int at = Axis("Split", value, axis);
        long sum = 0;
        OnnxShape[] shapes = new OnnxShape[lengths.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            sum += lengths[i];
            shapes[i] = value.Shape.With(at, lengths[i]);
        }

        CheckEqual("Split", $"sum of parts against axis {at} of {value}", sum, value.Shape[at]);
        return Nodes("Split", [value, Integers(lengths)], value.ElementType, shapes, OnnxAttribute.Of("axis", at));
    }

    /// <summary>The part of one axis from <paramref name="start"/> up to but without <paramref name="end"/>.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="start">First index; negative counts from the end.</param>
    /// <param name="end">Index behind the last; <see cref="long.MaxValue"/> for the end.</param>
    /// <returns>The part.</returns>
    public OnnxValue Slice(OnnxValue value, int axis, long start, long end = long.MaxValue)
    {
        int at = Axis("Slice", value, axis);
        OnnxDimension length = OnnxDimension.Unknown;
        if (value.Shape[at].Length is { } known)
        {
            long from = Math.Clamp(start < 0 ? start + known : start, 0, known);
            long to = Math.Clamp(end < 0 ? end + known : end, from, known);
            length = to - from;
        }

        return Node("Slice", [value, Integers(start), Integers(end), Integers(at)], value.ElementType, value.Shape.With(at, length));
    }

    /// <summary>The part of several axes from zero up to lengths that are only known when the model runs.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="ends">int64 [n]: index behind the last, one per axis.</param>
    /// <param name="axes">The n axes.</param>
    /// <param name="lengths">What is known of the new lengths while building, one per axis.</param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentException">The numbers of ends, axes and lengths differ.</exception>
    public OnnxValue Crop(OnnxValue value, OnnxValue ends, ReadOnlySpan<long> axes, ReadOnlySpan<OnnxDimension> lengths)
    {
        CheckType("Slice", ends, OnnxElementType.Int64);
        CheckRank("Slice", ends, 1);
        CheckEqual("Slice", $"number of axes against length of {ends}", axes.Length, ends.Shape[0]);
        CheckEqual("Slice", "number of axes against number of lengths", axes.Length, lengths.Length);
        OnnxShape shape = value.Shape;
        for (int i = 0; i < axes.Length; i++)
        {
            shape = shape.With(Axis("Slice", value, (int)axes[i]), lengths[i]);
        }

        return Node("Slice", [value, Integers(new long[axes.Length]), ends, Integers(axes)], value.ElementType, shape);
    }

    /// <summary>The entries at given indices of one axis.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="indices">int64, any shape; it takes the axis' place.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The entries.</returns>
    public OnnxValue Gather(OnnxValue value, OnnxValue indices, int axis = 0)
    {
        CheckType("Gather", indices, OnnxElementType.Int64);
        int at = Axis("Gather", value, axis);
        OnnxDimension[] old = value.Shape.ToArray();
        return Node("Gather", [value, indices], value.ElementType, OnnxShape.Create([.. old[..at], .. indices.Shape.ToArray(), .. old[(at + 1)..]]), OnnxAttribute.Of("axis", at));
    }

    /// <summary>Axes of length 1 put in.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="axes">Where they are in the result, ascending, from 0.</param>
    /// <returns>The tensor with more axes.</returns>
    public OnnxValue Unsqueeze(OnnxValue value, params ReadOnlySpan<long> axes)
    {
        List<OnnxDimension> shape = [.. value.Shape.ToArray()];
        foreach (long axis in axes)
        {
            shape.Insert((int)axis, 1);
        }

        return Node("Unsqueeze", [value, Integers(axes)], value.ElementType, OnnxShape.Create([.. shape]));
    }

    /// <summary>Rows and columns added at the end or around, by amounts that are only known when the model runs.</summary>
    /// <param name="value">The tensor.</param>
    /// <param name="amounts">int64 [2 · rank]: first what is put before each axis, then what behind.</param>
    /// <param name="mode"><c>constant</c> (zeros), <c>edge</c> or <c>reflect</c>.</param>
    /// <param name="shape">What is known of the new shape while building.</param>
    /// <returns>The padded tensor.</returns>
    public OnnxValue Pad(OnnxValue value, OnnxValue amounts, string mode, OnnxShape shape)
    {
        CheckType("Pad", amounts, OnnxElementType.Int64);
        CheckRank("Pad", amounts, 1);
        CheckEqual("Pad", $"twice the rank of {value} against length of {amounts}", 2L * value.Shape.Rank, amounts.Shape[0]);
        CheckEqual("Pad", $"rank of {value} against that of {shape}", value.Shape.Rank, shape.Rank);
        return Node("Pad", [value, amounts], value.ElementType, shape, OnnxAttribute.Of("mode", mode));
    }

    /// <summary>The same number of rows and columns added on every side.</summary>
    /// <param name="value">[N, C, H, W].</param>
    /// <param name="border">Rows and columns per side.</param>
    /// <param name="mode"><c>constant</c> (zeros), <c>edge</c> or <c>reflect</c>.</param>
    /// <returns>[N, C, H + 2 · border, W + 2 · border].</returns>
    public OnnxValue Pad(OnnxValue value, int border, string mode)
    {
        CheckRank("Pad", value, 4);
        OnnxDimension Grow(OnnxDimension length) => length.Length is { } known ? known + (2L * border) : OnnxDimension.Unknown;
        OnnxShape shape = value.Shape.With(2, Grow(value.Shape[2])).With(3, Grow(value.Shape[3]));
        return Node("Pad", [value, Integers(0, 0, border, border, 0, 0, border, border)], value.ElementType, shape, OnnxAttribute.Of("mode", mode));
    }

    /// <summary>Height and width times a factor, pixel areas aligned (half-pixel centres); a whole factor and <c>nearest</c> repeat each pixel.</summary>
    /// <param name="value">[N, C, H, W].</param>
    /// <param name="factor">The factor, above 0.</param>
    /// <param name="mode"><c>nearest</c>, <c>linear</c> or <c>cubic</c>.</param>
    /// <returns>[N, C, ⌊H · factor⌋, ⌊W · factor⌋].</returns>
    public OnnxValue Resize(OnnxValue value, float factor, string mode = "linear")
    {
        CheckRank("Resize", value, 4);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        OnnxDimension Scale(OnnxDimension length) => length.Length is { } known ? (long)MathF.Floor(known * factor) : OnnxDimension.Unknown;
        OnnxValue scales = Constant(NewName("scales"), [4], [1f, 1f, factor, factor]);
        return Node(
            "Resize",
            [value, null, scales],
            value.ElementType,
            value.Shape.With(2, Scale(value.Shape[2])).With(3, Scale(value.Shape[3])),
            OnnxAttribute.Of("mode", mode),
            OnnxAttribute.Of("coordinate_transformation_mode", mode == "nearest" ? "asymmetric" : "half_pixel"),
            OnnxAttribute.Of("nearest_mode", "floor"));
    }

    /// <summary>Another height and width, bilinearly and without antialias, pixel areas aligned (half-pixel centres).</summary>
    /// <param name="value">[N, C, H, W].</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <returns>[N, C, height, width].</returns>
    /// <exception cref="ArgumentException">N or C is not known.</exception>
    public OnnxValue ResizeTo(OnnxValue value, int height, int width)
    {
        CheckRank("Resize", value, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (value.Shape[0].Length is not { } count || value.Shape[1].Length is not { } channels)
        {
            throw new ArgumentException($"Resize: the first two lengths of {value} must be known.", nameof(value));
        }

        return Node(
            "Resize",
            [value, null, null, Integers(count, channels, height, width)],
            value.ElementType,
            value.Shape.With(2, height).With(3, width),
            OnnxAttribute.Of("mode", "linear"),
            OnnxAttribute.Of("coordinate_transformation_mode", "half_pixel"));
    }

    /// <summary>Blocks of pixels become channels: [N, C, H, W] → [N, C · b², H / b, W / b].</summary>
    /// <param name="value">[N, C, H, W]; H and W multiples of the block.</param>
    /// <param name="block">Side of a block.</param>
    /// <returns>The rearranged tensor.</returns>
    public OnnxValue SpaceToDepth(OnnxValue value, int block) => Rearrange("SpaceToDepth", value, block, length => length * block * block, length => length / block);

    /// <summary>Channels become blocks of pixels: [N, C, H, W] → [N, C / b², H · b, W · b].</summary>
    /// <param name="value">[N, C, H, W]; C a multiple of b².</param>
    /// <param name="block">Side of a block.</param>
    /// <returns>The rearranged tensor.</returns>
    public OnnxValue DepthToSpace(OnnxValue value, int block) => Rearrange("DepthToSpace", value, block, length => length / block / block, length => length * block);

    private OnnxValue Rearrange(string operation, OnnxValue value, int block, Func<long, long> channels, Func<long, long> side)
    {
        CheckRank(operation, value, 4);
        static OnnxDimension Map(OnnxDimension length, Func<long, long> map) => length.Length is { } known ? map(known) : OnnxDimension.Unknown;
        OnnxShape shape = value.Shape.With(1, Map(value.Shape[1], channels)).With(2, Map(value.Shape[2], side)).With(3, Map(value.Shape[3], side));
        return Node(operation, [value], value.ElementType, shape, OnnxAttribute.Of("blocksize", block));
    }
}
