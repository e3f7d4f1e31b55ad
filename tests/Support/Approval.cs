using Xunit;

namespace IvifMl.Tests.Support;

/// <summary>Compares text with a checked-in file; changing that file is the moment of review.</summary>
public static class Approval
{
    /// <summary>
    /// Fails unless <paramref name="actual"/> is the content of the approved file, line ends aside. On failure the actual text is
    /// beside it with the ending <c>.received</c>, to be compared and, if right, renamed.
    /// </summary>
    /// <param name="actual">The text.</param>
    /// <param name="approvedFile">The approved file; relative to the checkout's root.</param>
    public static void Verify(string actual, string approvedFile)
    {
        string approved = Repository.PathOf(approvedFile);
        string received = approved + ".received";
        string expected = File.Exists(approved) ? Normal(File.ReadAllText(approved)) : string.Empty;
        string text = Normal(actual);
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        string[] before = expected.Split('\n');
        string[] after = text.Split('\n');
        int line = 0;
        while (line < before.Length && line < after.Length && before[line] == after[line])
        {
            line++;
        }

        Assert.Fail(
            $"{approvedFile} differs from line {line + 1} on: approved '{before.ElementAtOrDefault(line)}', received '{after.ElementAtOrDefault(line)}'. "
            + $"If the change is meant: mv '{received}' '{approved}'");
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
