using System.Security.Cryptography;
using IvifMl.Imaging;

namespace IvifMl.Scenes.Tests;

/// <summary>Helpers that the tests of rendered pairs share.</summary>
internal static class Rendered
{
    public static RenderedPair Small(ulong seed, SceneKind? kind = null, TimeOfDay? time = null, SceneWeather? weather = null, bool? smoke = null, bool noise = true)
        => Scene.Render(new() { Seed = seed, Kind = kind, Time = time, Weather = weather, Smoke = smoke, Width = 320, Height = 240, SensorNoise = noise, IncludeTemperature = true });

    /// <summary>The first 8 bytes of the SHA-256 over both images' samples, in hexadecimal.</summary>
    public static string Hash(RenderedPair pair)
    {
        byte[] bytes = [.. pair.Visible.Bytes, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(pair.Infrared.UInt16Samples)];
        return Convert.ToHexString(SHA256.HashData(bytes))[..16];
    }

    public static float[] Luminance(RasterImage image)
    {
        float[] values = new float[image.Width * image.Height];
        ReadOnlySpan<byte> rgb = image.Bytes;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (0.299f * rgb[3 * i]) + (0.587f * rgb[(3 * i) + 1]) + (0.114f * rgb[(3 * i) + 2]);
        }

        return values;
    }

    public static float[] Counts(RasterImage infrared)
    {
        float[] values = new float[infrared.Length];
        ReadOnlySpan<ushort> counts = infrared.UInt16Samples;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = counts[i];
        }

        return values;
    }

    public static double Deviation(ReadOnlySpan<float> values)
    {
        double sum = 0, squares = 0;
        foreach (float v in values)
        {
            sum += v;
            squares += (double)v * v;
        }

        double mean = sum / values.Length;
        return Math.Sqrt(Math.Max(0, (squares / values.Length) - (mean * mean)));
    }
}
