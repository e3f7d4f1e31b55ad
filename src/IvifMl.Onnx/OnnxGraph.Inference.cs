namespace IvifMl.Onnx;

/// <content>The rules by which shapes and types of results follow from those of the inputs.</content>
public sealed partial class OnnxGraph
{
    /// <summary>The shape that two shapes broadcast to, as numpy and ONNX define it.</summary>
    internal static OnnxShape Broadcast(string operation, OnnxValue left, OnnxValue right)
    {
        int rank = Math.Max(left.Shape.Rank, right.Shape.Rank);
        OnnxDimension[] result = new OnnxDimension[rank];
        for (int i = 1; i <= rank; i++)
        {
            OnnxDimension a = i <= left.Shape.Rank ? left.Shape[-i] : 1;
            OnnxDimension b = i <= right.Shape.Rank ? right.Shape[-i] : 1;
            if (a.Length != 1 && b.Length != 1 && a.Contradicts(b))
            {
                throw new ArgumentException($"{operation}: {left} and {right} do not broadcast: {a} against {b}.");
            }

            // A length other than 1 decides; a name beside an unknown could still be met by a 1, so only equal names are kept.
            result[rank - i] = a.Length == 1 ? b : b.Length == 1 ? a : a.Length is not null ? a : b.Length is not null ? b : a == b ? a : OnnxDimension.Unknown;
        }

        return OnnxShape.Create(result);
    }

    /// <summary>The length that remains when a window slides over a dimension.</summary>
    internal static OnnxDimension Slide(string operation, OnnxValue input, OnnxDimension length, long kernel, long stride, long padding, long dilation)
    {
        long reach = dilation * (kernel - 1);
        if (length.Length is { } known)
        {
            long room = known + padding - reach - 1;
            return room >= 0 ? (room / stride) + 1 : throw new ArgumentException($"{operation}: a window of {reach + 1} does not fit in {input} with padding {padding}.");
        }

        return stride == 1 && padding == reach ? length : OnnxDimension.Unknown;
    }

    /// <summary>What an inferred and a declared shape tell together.</summary>
    internal static OnnxShape Merge(string operation, OnnxShape inferred, OnnxShape declared)
    {
        if (inferred.Rank != declared.Rank)
        {
            throw new ArgumentException($"{operation}: the shape is {inferred}, which has not the rank of the declared {declared}.");
        }

        OnnxDimension[] result = new OnnxDimension[inferred.Rank];
        for (int i = 0; i < result.Length; i++)
        {
            if (inferred[i].Contradicts(declared[i]))
            {
                throw new ArgumentException($"{operation}: the shape is {inferred}, which contradicts the declared {declared}.");
            }

            result[i] = declared[i].IsUnknown ? inferred[i] : inferred[i].Length is null ? declared[i] : inferred[i];
        }

        return OnnxShape.Create(result);
    }

    /// <summary>Refuses a value of another rank.</summary>
    internal static void CheckRank(string operation, OnnxValue value, int rank)
    {
        if (value.Shape.Rank != rank)
        {
            throw new ArgumentException($"{operation}: {value} needs {rank} dimensions.");
        }
    }

    /// <summary>Refuses a value of another element type.</summary>
    internal static void CheckType(string operation, OnnxValue value, OnnxElementType type)
    {
        if (value.ElementType != type)
        {
            throw new ArgumentException($"{operation}: {value} must be {type}.");
        }
    }

    /// <summary>Refuses two values of different element types.</summary>
    internal static void CheckSameType(string operation, OnnxValue left, OnnxValue right)
    {
        if (left.ElementType != right.ElementType)
        {
            throw new ArgumentException($"{operation}: {left} and {right} have different element types; use Cast.");
        }
    }

    /// <summary>Refuses two dimensions that are certainly different.</summary>
    internal static void CheckEqual(string operation, string what, OnnxDimension left, OnnxDimension right)
    {
        if (left.Contradicts(right))
        {
            throw new ArgumentException($"{operation}: {what}: {left} against {right}.");
        }
    }

    /// <summary>The axis counted from the front.</summary>
    internal static int Axis(string operation, OnnxValue value, int axis) => axis >= -value.Shape.Rank && axis < value.Shape.Rank
        ? axis < 0 ? axis + value.Shape.Rank : axis
        : throw new ArgumentException($"{operation}: {value} has no axis {axis}.");
}
