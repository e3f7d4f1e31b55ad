using System.CommandLine;
using System.CommandLine.Parsing;
using IvifMl.Imaging;

namespace IvifMl.Cli;

/// <summary>The options that name pairs: two files, two folders, or a table.</summary>
internal sealed class PairArguments
{
    private readonly Option<string?> _infrared = new("--infrared", "-i") { Description = "Infrared image, or folder of them.", HelpName = "FILE|DIR" };
    private readonly Option<string?> _visible = new("--visible", "-v") { Description = "Visible image, or folder of them; paired by file name, the extension may differ.", HelpName = "FILE|DIR" };
    private readonly Option<string?> _pairs = new("--pairs") { Description = "Table of pairs instead of two folders: tab-separated, with the columns name, infrared, visible.", HelpName = "TSV" };

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_infrared, _visible, _pairs];

    /// <summary>Whether any is given.</summary>
    public bool AreGiven(CommandResult result) => (result.GetValue(_infrared) ?? result.GetValue(_visible) ?? result.GetValue(_pairs)) is not null;

    /// <summary>Whether what is given names pairs.</summary>
    public bool AreComplete(CommandResult result)
    {
        (bool infrared, bool visible) = (result.GetValue(_infrared) is not null, result.GetValue(_visible) is not null);
        return result.GetValue(_pairs) is null ? infrared && visible : !infrared && !visible;
    }

    /// <summary>The one pair of two files; null where folders or a table are given.</summary>
    public PairFiles? Single(ParseResult parsed) => parsed.GetValue(_infrared) is { } infrared && File.Exists(infrared)
        ? new PairFiles { Name = Path.GetFileNameWithoutExtension(infrared), InfraredPath = infrared, VisiblePath = parsed.GetValue(_visible)! }
        : null;

    /// <summary>The pairs of the folders or the table; files without a partner are named on standard error.</summary>
    public async Task<(IReadOnlyList<PairFiles> Pairs, IReadOnlyList<string> Unpaired)> FindAsync(ParseResult parsed)
    {
        PairingResult found = parsed.GetValue(_pairs) is { } table
            ? PairFinder.FromTsv(table)
            : PairFinder.Pair(parsed.GetValue(_infrared)!, parsed.GetValue(_visible)!);
        foreach (string file in found.Unpaired)
        {
            await Console.Error.WriteLineAsync($"ivif: no partner for {file}").ConfigureAwait(false);
        }

        return ([.. found.Pairs.Select(p => new PairFiles { Name = p.Name, InfraredPath = p.InfraredPath, VisiblePath = p.VisiblePath })], [.. found.Unpaired]);
    }
}
