namespace IvifMl.Training;

/// <summary>Copies a tensor, a view of a storage with strides, into row-major order.</summary>
internal static class StridedCopy
{
    internal static byte[] Of(PickleTensor tensor, byte[] storage, string name)
    {
        int size = tensor.Storage.Type.Size();
        long count = storage.LongLength / size;
        long elements = (tensor.Storage.Type.BytesOf(tensor.Shape) ?? long.MaxValue) / size;
        if (tensor.Strides.Length != tensor.Shape.Length || (elements > 0 && Last(tensor) >= count))
        {
            throw new InvalidDataException($"tensor '{name}' looks beyond its {count} stored elements");
        }

        if (storage.LongLength == elements * size && tensor.Offset == 0 && IsRowMajor(tensor))
        {
            return storage;
        }

        byte[] copy = new byte[elements * size];
        if (elements == 0)
        {
            return copy;
        }

        if (IsRowMajor(tensor))
        {
            storage.AsSpan(checked((int)(tensor.Offset * size)), copy.Length).CopyTo(copy);
            return copy;
        }

        long[] index = new long[tensor.Shape.Length];
        long source = tensor.Offset;
        for (int target = 0; target < copy.Length; target += size)
        {
            storage.AsSpan((int)(source * size), size).CopyTo(copy.AsSpan(target));
            source += Advance(index, tensor);
        }

        return copy;
    }

    // The highest element that the view reaches.
    private static Int128 Last(PickleTensor tensor)
    {
        Int128 last = tensor.Offset < 0 ? Int128.MaxValue / 2 : tensor.Offset;
        for (int i = 0; i < tensor.Shape.Length; i++)
        {
            last += (Int128)(tensor.Shape[i] - 1) * tensor.Strides[i];
        }

        return last;
    }

    private static bool IsRowMajor(PickleTensor tensor)
    {
        long expected = 1;
        for (int i = tensor.Shape.Length - 1; i >= 0; i--)
        {
            if (tensor.Shape[i] != 1 && tensor.Strides[i] != expected)
            {
                return false;
            }

            expected *= tensor.Shape[i];
        }

        return true;
    }

    private static long Advance(long[] index, PickleTensor tensor)
    {
        long step = 0;
        for (int i = index.Length - 1; i >= 0; i--)
        {
            step += tensor.Strides[i];
            if (++index[i] < tensor.Shape[i])
            {
                return step;
            }

            step -= index[i] * tensor.Strides[i];
            index[i] = 0;
        }

        return step;
    }
}
