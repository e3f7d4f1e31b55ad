using System.Globalization;

namespace IvifMl.Training;

/// <summary>Pairs in memory, kept in one file so that a restart need not render again.</summary>
internal static class PairPool
{
    private const int FormatVersion = 1;

    /// <summary>The pairs of a file, or those that <paramref name="make"/> gives, which are then written to it.</summary>
    /// <param name="path">The file; a file that was cut short is made again.</param>
    /// <param name="make">Makes the pairs.</param>
    public static IReadOnlyList<PoolPair> LoadOrMake(string path, Func<IReadOnlyList<PoolPair>> make)
    {
        if (File.Exists(path))
        {
            using BinaryReader reader = new(File.OpenRead(path));
            return Read(reader, path);
        }

        IReadOnlyList<PoolPair> pairs = make();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        string partial = path + ".partial";
        using (BinaryWriter writer = new(File.Create(partial)))
        {
            Write(writer, pairs);
        }

        File.Move(partial, path, overwrite: true);
        return pairs;
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<PoolPair> pairs)
    {
        writer.Write(FormatVersion);
        writer.Write(pairs.Count);
        foreach (PoolPair pair in pairs)
        {
            writer.Write(pair.Name);
            writer.Write(pair.Height);
            writer.Write(pair.Width);
            writer.Write(pair.Visible);
            writer.Write(pair.Infrared);
            writer.Write(pair.Fused);
            writer.Write((ulong)pair.Facts);
            writer.Write(pair.Boxes?.Count ?? -1);
            foreach (PoolBox box in pair.Boxes ?? [])
            {
                writer.Write((ulong)box.Fact);
                writer.Write(box.X0);
                writer.Write(box.Y0);
                writer.Write(box.X1);
                writer.Write(box.Y1);
                writer.Write(box.SeenInVisible);
            }
        }
    }

    private static PoolPair[] Read(BinaryReader reader, string path)
    {
        int version = reader.ReadInt32();
        if (version != FormatVersion)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The pool {path} has format {version}, not {FormatVersion}; delete it, it will be made again."));
        }

        PoolPair[] pairs = new PoolPair[reader.ReadInt32()];
        for (int i = 0; i < pairs.Length; i++)
        {
            string name = reader.ReadString();
            (int height, int width) = (reader.ReadInt32(), reader.ReadInt32());
            int pixels = height * width;
            byte[] visible = reader.ReadBytes(3 * pixels);
            byte[] infrared = reader.ReadBytes(pixels);
            byte[] fused = reader.ReadBytes(pixels);
            CaptionFacts facts = (CaptionFacts)reader.ReadUInt64();
            pairs[i] = new(name, height, width, visible, infrared, fused, facts, Boxes(reader));
        }

        return pairs;
    }

    private static PoolBox[]? Boxes(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if (count < 0)
        {
            return null;
        }

        PoolBox[] boxes = new PoolBox[count];
        for (int i = 0; i < count; i++)
        {
            boxes[i] = new((CaptionFacts)reader.ReadUInt64(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
        }

        return boxes;
    }
}
