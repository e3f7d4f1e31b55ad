using System.Globalization;

namespace IvifMl.Evaluation;

/// <summary>What tells whether a file is still the one that was read.</summary>
internal static class FileFacts
{
    /// <summary>Full name, length and time of the last write; null where there is no such file.</summary>
    public static string? Of(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.FullName}:{file.Length}:{file.LastWriteTimeUtc.Ticks}") : null;
    }
}
