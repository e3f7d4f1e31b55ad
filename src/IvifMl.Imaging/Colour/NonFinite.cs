using System.Numerics.Tensors;

namespace IvifMl.Imaging;

/// <summary>Looks for NaN and infinities.</summary>
internal static class NonFinite
{
    /// <summary>The index of the first value that is not finite, or −1.</summary>
    public static int IndexIn(ReadOnlySpan<float> values)
    {
        // The largest magnitude is NaN or infinite when any value is: one vectorised pass for the usual case.
        const int Chunk = 4096;
        for (int start = 0; start < values.Length; start += Chunk)
        {
            ReadOnlySpan<float> part = values.Slice(start, Math.Min(Chunk, values.Length - start));
            float largest = TensorPrimitives.MaxMagnitude(part);
            if (float.IsFinite(largest))
            {
                continue;
            }

            for (int i = 0; i < part.Length; i++)
            {
                if (!float.IsFinite(part[i]))
                {
                    return start + i;
                }
            }
        }

        return -1;
    }
}
