using System.Security.Cryptography;
using IvifMl.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

/// <summary>Small pictures made by formula, and ways to read image columns.</summary>
internal static class Pictures
{
    /// <summary>A coloured picture with texture, 20–200.</summary>
    public static RasterImage Visible(int height, int width, int seed = 1)
    {
        byte[] pixels = new byte[height * width * 3];
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i += 3)
            {
                int texture = (((x * 7) ^ (y * 13)) + (seed * 31)) & 63;
                pixels[i] = (byte)(60 + texture + (x * 60 / width));
                pixels[i + 1] = (byte)(40 + texture + (y * 60 / height));
                pixels[i + 2] = (byte)(30 + texture);
            }
        }

        return RasterImage.FromBytes(height, width, 3, pixels);
    }

    /// <summary>A gray 8-bit picture: cool ground with one warm disc.</summary>
    public static RasterImage Infrared(int height, int width, int seed = 1)
    {
        byte[] pixels = new byte[height * width];
        (int cy, int cx) = (height / 2, (width / 4) + (seed * 3 % Math.Max(1, width / 2)));
        int radius = Math.Max(2, height / 5);
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = (i / width, i % width);
            bool warm = ((y - cy) * (y - cy)) + ((x - cx) * (x - cx)) < radius * radius;
            pixels[i] = (byte)((warm ? 220 : 60) + (((x * 3) + (y * 5)) & 7));
        }

        return RasterImage.FromBytes(height, width, 1, pixels);
    }

    /// <summary>Pairs of objects in memory of the sizes given.</summary>
    public static InfraredVisiblePair[] Pairs(params (int Height, int Width)[] sizes) => [.. sizes.Select((s, i) => new InfraredVisiblePair
    {
        Infrared = Infrared(s.Height, s.Width, i + 1).ToMLImage(),
        Visible = Visible(s.Height, s.Width, i + 1).ToMLImage(),
    })];

    /// <summary>Writes pairs as PNG into <c>ir</c> and <c>vi</c> below a folder.</summary>
    public static (string Infrared, string Visible) WritePairs(string folder, int count, int height = 24, int width = 32)
    {
        (string infrared, string visible) = (Path.Combine(folder, "ir"), Path.Combine(folder, "vi"));
        Directory.CreateDirectory(infrared);
        Directory.CreateDirectory(visible);
        for (int i = 0; i < count; i++)
        {
            ImageCodecs.Default.Write(Infrared(height, width, i), Path.Combine(infrared, $"pair{i:D3}.png"));
            ImageCodecs.Default.Write(Visible(height, width, i), Path.Combine(visible, $"pair{i:D3}.png"));
        }

        return (infrared, visible);
    }

    /// <summary>SHA-256 of the blue, green and red bytes with the size.</summary>
    public static string Hash(this MLImage image) => $"{image.Width}x{image.Height}:{Convert.ToHexString(SHA256.HashData(image.GetBGRPixels))}";

    /// <summary>Reads an image column with a cursor, inside each row.</summary>
    public static List<T> Read<T>(IDataView data, string column, Func<MLImage, T> read)
    {
        List<T> result = [];
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema[column]]);
        ValueGetter<MLImage> getter = cursor.GetGetter<MLImage>(data.Schema[column]);
        MLImage image = null!;
        while (cursor.MoveNext())
        {
            getter(ref image);
            result.Add(read(image));
        }

        return result;
    }
}
