namespace IvifMl.Imaging.Tests;

/// <summary>Seeded pictures that are neither flat nor symmetric.</summary>
internal static class TestImages
{
    public static RasterImage Noise(int height, int width, int channels, SampleType type, int seed = 1)
    {
        Random random = new(seed);
        RasterImage image = new(height, width, channels, type);
        for (int i = 0; i < image.Length; i++)
        {
            switch (type)
            {
                case SampleType.UInt8: image.Bytes[i] = (byte)random.Next(256); break;
                case SampleType.UInt16: image.UInt16Samples[i] = (ushort)random.Next(65536); break;
                default: image.SingleSamples[i] = (float)((random.NextDouble() * 600) - 273.15); break;
            }
        }

        return image;
    }

    /// <summary>Smooth colours, which JPEG keeps well.</summary>
    public static RasterImage Smooth(int height, int width, int channels = 3)
    {
        RasterImage image = new(height, width, channels);
        for (int i = 0; i < height * width; i++)
        {
            (int y, int x) = (i / width, i % width);
            for (int c = 0; c < channels; c++)
            {
                image.Bytes[(i * channels) + c] = (byte)(c switch { 0 => 40 + (150 * x / width), 1 => 60 + (120 * y / height), 2 => 200 - (100 * x / width), _ => 255 });
            }
        }

        return image;
    }

    public static Plane Plane(int height, int width, Func<int, int, float> value)
    {
        Plane plane = new(height, width);
        for (int i = 0; i < plane.Length; i++)
        {
            plane.Array[i] = value(i / width, i % width);
        }

        return plane;
    }
}
