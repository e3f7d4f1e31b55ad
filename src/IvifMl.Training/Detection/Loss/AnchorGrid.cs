namespace IvifMl.Training;

/// <summary>The anchors of a picture of a given size: the cells of each stride's grid, row by row, the strides in their order.</summary>
internal sealed class AnchorGrid
{
    private AnchorGrid(int height, int width, IReadOnlyList<int> strides)
    {
        (Height, Width) = (height, width);
        int count = strides.Sum(stride => height / stride * (width / stride));
        (Columns, Rows, Strides) = (new float[count], new float[count], new float[count]);
        int at = 0;
        foreach (int stride in strides)
        {
            for (int row = 0; row < height / stride; row++)
            {
                for (int column = 0; column < width / stride; column++, at++)
                {
                    (Columns[at], Rows[at], Strides[at]) = (column, row, stride);
                }
            }
        }
    }

    /// <summary>Rows of the picture in pixels.</summary>
    public int Height { get; }

    /// <summary>Columns of the picture in pixels.</summary>
    public int Width { get; }

    /// <summary>Anchors.</summary>
    public int Count => Strides.Length;

    /// <summary>Each anchor's column in its grid.</summary>
    public float[] Columns { get; }

    /// <summary>Each anchor's row in its grid.</summary>
    public float[] Rows { get; }

    /// <summary>Each anchor's stride in pixels.</summary>
    public float[] Strides { get; }

    /// <summary>The anchors of a picture.</summary>
    public static AnchorGrid Of(int height, int width) => new(height, width, IvifDetNetwork.Strides);

    /// <summary>The middle of an anchor's cell in pixels.</summary>
    public (float X, float Y) Centre(int anchor) => ((Columns[anchor] + 0.5f) * Strides[anchor], (Rows[anchor] + 0.5f) * Strides[anchor]);

    /// <summary>The box that a row of raw outputs means at an anchor.</summary>
    public (float X0, float Y0, float X1, float Y1) Decode(int anchor, ReadOnlySpan<float> raw)
    {
        float stride = Strides[anchor];
        (float x, float y) = ((raw[0] + Columns[anchor]) * stride, (raw[1] + Rows[anchor]) * stride);
        (float w, float h) = (Size(raw[2]) * stride, Size(raw[3]) * stride);
        return (x - (w / 2), y - (h / 2), x + (w / 2), y + (h / 2));
    }

    private static float Size(float raw) => MathF.Exp(Math.Clamp(raw, -DetectionLoss.LargestSizeExponent, DetectionLoss.LargestSizeExponent));
}
