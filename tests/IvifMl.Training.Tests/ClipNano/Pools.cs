namespace IvifMl.Training.Tests.Nano;

/// <summary>Pairs of a pattern, without rendering or fusing.</summary>
internal static class Pools
{
    public const int Height = 64;
    public const int Width = 96;

    public static PoolPair Pair(params PoolBox[] boxes)
    {
        byte[] visible = new byte[3 * Height * Width];
        byte[] infrared = new byte[Height * Width];
        for (int i = 0; i < infrared.Length; i++)
        {
            infrared[i] = (byte)((i * 7) % 251);
            (visible[3 * i], visible[(3 * i) + 1], visible[(3 * i) + 2]) = ((byte)(i % 200), (byte)(i % 150), (byte)(i % 90));
        }

        return new("pattern", Height, Width, visible, infrared, [.. infrared.Reverse()], CaptionFacts.Night | CaptionFacts.Street, boxes);
    }
}
