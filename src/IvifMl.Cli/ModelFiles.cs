namespace IvifMl.Cli;

/// <summary>What a model file is, by its content.</summary>
internal static class ModelFiles
{
    /// <summary>Whether the file is there and is a zip, as a saved ML.NET model is.</summary>
    public static bool IsZip(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual("PK"u8);
    }
}
