using IvifMl.Tests.Support;

namespace IvifMl.Imaging.Tests.Pairing;

public sealed class PairFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NamesDecideExtensionsMayDifferOrderIsOrdinal()
    {
        Touch("ir/b.png", "ir/a.PNG", "ir/B.tif", "ir/alone.png", "ir/notes.txt", "ir/sub/c.png", "vi/a.jpg", "vi/b.jpeg", "vi/B.png", "vi/late.bmp", "vi/alone2.png");
        PairingResult found = PairFinder.Pair(_folder["ir"], _folder["vi"]);
        Assert.Equal(["B", "a", "b"], found.Pairs.Select(pair => pair.Name));
        Assert.Equal(new ImagePair("a", _folder["ir/a.PNG"], _folder["vi/a.jpg"]), found.Pairs[1]);
        Assert.Equal([_folder["ir/alone.png"]], found.UnpairedInfrared);
        Assert.Equal([_folder["vi/alone2.png"], _folder["vi/late.bmp"]], found.UnpairedVisible);
        Assert.Equal(3, found.Unpaired.Count);
    }

    [Fact]
    public void TwoFilesOfOneNameAreAnErrorThatNamesBoth()
    {
        Touch("ir/a.png", "ir/a.tif", "vi/a.png");
        string message = Assert.Throws<InvalidDataException>(() => PairFinder.Pair(_folder["ir"], _folder["vi"])).Message;
        Assert.Contains("a.png and a.tif", message, StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersWithoutImagesOrPairsSaySo()
    {
        Touch("ir/a.png", "vi/b.png", "texts/a.txt");
        Assert.Contains("no infrared images", Message(() => PairFinder.Pair(_folder["texts"], _folder["vi"])), StringComparison.Ordinal);
        Assert.Contains("no visible images", Message(() => PairFinder.Pair(_folder["ir"], _folder["texts"])), StringComparison.Ordinal);
        string none = Message(() => PairFinder.Pair(_folder["ir"], _folder["vi"]));
        Assert.Contains("a.png", none, StringComparison.Ordinal);
        Assert.Contains("b.png", none, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => PairFinder.Pair(_folder["absent"], _folder["vi"]));
        Assert.Contains("is a file", Assert.Throws<DirectoryNotFoundException>(() => PairFinder.Pair(_folder["ir/a.png"], _folder["vi"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableListsPairsInItsOrderRelativeToItself()
    {
        string table = Table("# drive 7", "name\tinfrared\tvisible\tweather", "two\tir/2.tif\tvi/002.jpg\train", "", "one\tir/1.tif\t/abs/1.jpg\tdry");
        PairingResult found = PairFinder.FromTsv(table);
        Assert.Equal(
            [new ImagePair("two", _folder["ir/2.tif"], _folder["vi/002.jpg"]), new ImagePair("one", _folder["ir/1.tif"], "/abs/1.jpg")],
            found.Pairs);
        Assert.Empty(found.Unpaired);
    }

    [Fact]
    public void ATableWithoutNamesTakesTheInfraredFilesName()
        => Assert.Equal("t_01", PairFinder.FromTsv(Table("\uFEFFVisible\tInfrared", "vi/a.jpg\tir/t_01.tif")).Pairs.Single().Name);

    [Theory]
    [InlineData("line 1", "ir\tvi")]
    [InlineData("line 3", "infrared\tvisible", "a\tb", "c")]
    [InlineData("line 2", "infrared\tvisible", "a b")]
    [InlineData("line 3: the name 'x' was given in line 2", "name\tinfrared\tvisible", "x\ta\tb", "x\tc\td")]
    [InlineData("has no pair", "infrared\tvisible")]
    [InlineData("has no pair")]
    public void ErrorsOfATableHaveItsNameAndLine(string expected, params string[] lines)
    {
        string table = Table(lines);
        string message = Message(() => PairFinder.FromTsv(table));
        Assert.StartsWith(table, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnAbsentTableIsAnError() => Assert.Throws<FileNotFoundException>(() => PairFinder.FromTsv(_folder["absent.tsv"]));

    private static string Message(Action act) => Assert.Throws<InvalidDataException>(act).Message;

    private string Table(params string[] lines)
    {
        File.WriteAllLines(_folder["pairs.tsv"], lines);
        return _folder["pairs.tsv"];
    }

    private void Touch(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            File.WriteAllBytes(_folder[file], []);
        }
    }
}
