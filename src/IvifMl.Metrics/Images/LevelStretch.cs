namespace IvifMl.Metrics;

/// <summary>Stretches an image's levels over 0–255: round(255 (l − min)/(max − min)). An image of one level becomes black.</summary>
internal static class LevelStretch
{
    /// <summary>The stretched image; the image itself where nothing changes.</summary>
    public static GrayImage Of(GrayImage image)
    {
        (int low, int high) = Range(image);
        if (low == 0 && high == 255)
        {
            return image;
        }

        byte[] table = new byte[256];
        for (int level = low; level <= high && high > low; level++)
        {
            table[level] = (byte)Math.Round((double)(level - low) / (high - low) * 255, MidpointRounding.AwayFromZero);
        }

        byte[] levels = image.Levels.ToArray();
        foreach (ref byte level in levels.AsSpan())
        {
            level = table[level];
        }

        return new(image.Height, image.Width, levels);
    }

    /// <summary>The lowest and the highest level.</summary>
    public static (int Low, int High) Range(GrayImage image)
        => (image.Histogram.IndexOfAnyExcept(0L), image.Histogram.LastIndexOfAnyExcept(0L));
}
