namespace IvifMl.Imaging;

/// <summary>Files that appear whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Writes under a temporary name in the same folder, flushes to the disk, renames; on failure removes the temporary file.</summary>
    /// <param name="path">The file; an existing one is replaced. The folder must exist.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="IOException">The folder is absent, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to, or the path is a folder.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);

        // A name of its own, not the file's with an ending: that could be longer than names may be.
        string temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Guid.NewGuid():N}.part");
        bool created = false;
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                created = true;
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            if (created)
            {
                File.Delete(temporary);
            }

            throw;
        }
    }
}
