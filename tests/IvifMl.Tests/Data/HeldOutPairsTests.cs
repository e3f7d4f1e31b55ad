using IvifMl.Tests.Support;

namespace IvifMl.Tests.Data;

public sealed class HeldOutPairsTests
{
    [Fact]
    public void Every_fourth_pair_of_a_set_is_held_out()
    {
        using TemporaryFolder folder = new();
        Pictures.WritePairs(folder.Root, 6, 16, 16);

        Assert.Equal(["pair000", "pair004"], HeldOutPairs.Of(folder.Root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Published_fusions_name_the_held_out_pairs_where_there_are_any()
    {
        using TemporaryFolder folder = new();
        Pictures.WritePairs(folder.Root, 6, 16, 16);
        string published = Directory.CreateDirectory(folder["fused/SeAFusion"]).FullName;
        foreach (string name in (string[])["pair002.png", "pair003.png", "elsewhere.png", "notes.txt"])
        {
            File.WriteAllText(Path.Combine(published, name), "");
        }

        Assert.Equal(["pair002", "pair003"], HeldOutPairs.Of(folder.Root).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void Of_the_labelled_real_pairs_fifteen_are_held_out()
    {
        string[] sets = [Repository.Shared("data", "MSRS"), Repository.Shared("data", "LLVIP")];
        string[] labelled = [.. sets.SelectMany(set => PairDataSet.Open(set).Pairs.Where(p => p.LabelPath is not null && HeldOutPairs.Of(set).Contains(p.Name)).Select(p => p.Name))];

        Assert.Equal(
            ["00345D", "00559D", "00571D", "00581D", "00638D", "00802N", "00810N", "00959N", "01335N", "01368N", "01376N", "01493D", "01570D", "010005", "190001"], labelled);
        Assert.Contains("3", HeldOutPairs.Of(Repository.Shared("data", "OmniFuse")));
    }
}
