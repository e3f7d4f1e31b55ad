namespace IvifMl.Training;

internal static class WeightTypeExtensions
{
    /// <summary>Bytes of one element.</summary>
    internal static int Size(this WeightType type) => type switch
    {
        WeightType.Int8 or WeightType.UInt8 or WeightType.Bool => 1,
        WeightType.Float16 or WeightType.BFloat16 or WeightType.Int16 => 2,
        WeightType.Float32 or WeightType.Int32 => 4,
        WeightType.Float64 or WeightType.Int64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type of weight files."),
    };

    /// <summary>The bytes of a tensor, or null where the shape is negative or does not fit 64 bits.</summary>
    internal static long? BytesOf(this WeightType type, ReadOnlySpan<long> shape)
    {
        Int128 bytes = type.Size();
        bool empty = false;
        foreach (long size in shape)
        {
            if (size < 0)
            {
                return null;
            }

            // A zero anywhere makes the tensor empty, whatever the other sizes claim.
            empty |= size == 0;
            bytes *= Math.Max(size, 1);
            if (bytes > long.MaxValue)
            {
                return null;
            }
        }

        return empty ? 0 : (long)bytes;
    }
}
