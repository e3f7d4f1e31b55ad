using System.Numerics.Tensors;

namespace IvifMl.Imaging;

/// <summary>Resizing of planes, separably: first the columns, then the rows.</summary>
public static class PlaneResizer
{
    /// <summary>
    /// Scales a plane to another size. Pixel centres lie at half-integers: target index i reads around (i + ½) · source / target − ½;
    /// beyond the border the border's value goes on. Weights sum to 1, so a constant stays that constant.
    /// </summary>
    /// <param name="source">The plane; values of any range.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    /// <param name="kernel">How source values are weighed.</param>
    /// <returns>A new plane; a copy when the size is the same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or an unknown kernel.</exception>
    public static Plane Resize(Plane source, int height, int width, ResizeKernel kernel = ResizeKernel.Bilinear)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (height == source.Height && width == source.Width)
        {
            return source.Clone();
        }

        Plane result = new(height, width);
        ResizeTaps columns = ResizeTaps.Of(source.Width, width, kernel);
        ResizeTaps rows = ResizeTaps.Of(source.Height, height, kernel);

        // Rows already scaled in width, kept in a ring just as tall as one target row needs: the work stays in the cache.
        float[][] ring = new float[rows.Count][];
        int[] held = new int[rows.Count];
        for (int i = 0; i < ring.Length; i++)
        {
            (ring[i], held[i]) = (new float[width], -1);
        }

        for (int y = 0; y < height; y++)
        {
            Span<float> target = result.Row(y);
            for (int tap = 0; tap < rows.Count; tap++)
            {
                float weight = rows.Weight(y, tap);
                if (weight == 0)
                {
                    continue;
                }

                int row = rows.Index(y, tap);
                int slot = row % ring.Length;
                if (held[slot] != row)
                {
                    ScaleRow(source.Row(row), columns, ring[slot]);
                    held[slot] = row;
                }

                TensorPrimitives.MultiplyAdd(ring[slot], weight, target, target);
            }
        }

        return result;
    }

    private static void ScaleRow(ReadOnlySpan<float> source, ResizeTaps columns, Span<float> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            float sum = 0;
            for (int tap = 0; tap < columns.Count; tap++)
            {
                sum += source[columns.Index(x, tap)] * columns.Weight(x, tap);
            }

            target[x] = sum;
        }
    }
}
