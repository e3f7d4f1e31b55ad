using System.Globalization;

namespace IvifMl.Training.Tests;

/// <summary>Notes how near results came to their references, for the table of docs/parity.md (bench/parity/run): where IVIFML_PARITY names a file.</summary>
internal static class Parity
{
    private static readonly string? File = Environment.GetEnvironmentVariable("IVIFML_PARITY");
    private static readonly Lock Gate = new();

    /// <summary>A line: what was compared, the largest difference, the largest value, the limit of the test.</summary>
    public static void Note(string what, double difference, double largest, double limit)
    {
        if (File is not null)
        {
            lock (Gate)
            {
                System.IO.File.AppendAllText(File, string.Create(CultureInfo.InvariantCulture, $"{what}\t{difference:g3}\t{largest:g3}\t{limit:g3}\n"));
            }
        }
    }
}
