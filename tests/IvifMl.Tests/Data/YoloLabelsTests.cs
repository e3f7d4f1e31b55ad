using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Tests.Data;

public sealed class YoloLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Written(string text)
    {
        File.WriteAllText(_folder["file.txt"], text);
        return _folder["file.txt"];
    }

    [Fact]
    public void A_box_is_its_centre_and_size_times_the_pictures()
    {
        Dictionary<int, string> classes = new() { [0] = "person", [2] = "car" };
        IReadOnlyList<GroundTruthBox> boxes = YoloLabels.Read(Written("# note\n\n2 0.5 0.25 0.2 0.5\n0\t0.1 0.9  0.2 1e-1\n"), classes, 200, 100);

        Assert.Equal(["car", "person"], boxes.Select(b => b.Label));
        Near(new DetectionBox(80, 0, 120, 50), boxes[0].Box);
        Near(new DetectionBox(0, 85, 40, 95), boxes[1].Box);
        Assert.Empty(YoloLabels.Read(Written(""), classes, 200, 100));
        Assert.Equal("7", YoloLabels.Read(Written("7 0.5 0.5 1 1"), new Dictionary<int, string>(), 8, 8).Single().Label);
    }

    [Theory]
    [InlineData("0 0.5 0.5 0.1", "line 1")]
    [InlineData("0 0.5 0.5 0.1 0.1 0.9", "line 1")]
    [InlineData("\n0 0.5 0.5 0.1 x", "line 2")]
    [InlineData("-1 0.5 0.5 0.1 0.1", "class number")]
    [InlineData("0 0.5 0.5 0 0.1", "above 0")]
    [InlineData("0 0.5 NaN 0.1 0.1", "'0 0.5 NaN 0.1 0.1'")]
    [InlineData("5 0.5 0.5 0.1 0.1", "class 5 has no name; classes.txt has 0 person")]
    public void A_line_that_is_no_box_is_named(string text, string word)
    {
        Exception error = Assert.Throws<InvalidDataException>(() => YoloLabels.Read(Written(text), new Dictionary<int, string> { [0] = "person" }, 10, 10));

        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.Contains("file.txt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_numbered_by_line_or_by_themselves()
    {
        Assert.Equal([(0, "person"), (1, "traffic light")], Read("person\ntraffic light\n"));
        Assert.Equal([(0, "person"), (2, "car")], Read("# COCO\n2 car\n0 person\n"));
        Assert.Contains("twice", Assert.Throws<InvalidDataException>(() => YoloLabels.ReadClasses(Written("1 a\n1 b"))).Message, StringComparison.Ordinal);
        Assert.Contains("no class", Assert.Throws<InvalidDataException>(() => YoloLabels.ReadClasses(Written("# none\n"))).Message, StringComparison.Ordinal);

        IEnumerable<(int, string)> Read(string text) => YoloLabels.ReadClasses(Written(text)).Select(c => (c.Key, c.Value));
    }

    [Fact]
    public void What_is_written_is_read()
    {
        string[] names = ["person", "traffic light"];
        GroundTruthBox[] boxes = [new("traffic light", new(3, 5, 17.25, 40)), new("person", new(0, 0, 1, 1))];
        YoloLabels.WriteClasses(_folder["classes.txt"], names);
        YoloLabels.Write(_folder["boxes.txt"], boxes, names, 123, 77);
        YoloLabels.Write(_folder["none.txt"], [], names, 123, 77);
        IReadOnlyDictionary<int, string> classes = YoloLabels.ReadClasses(_folder["classes.txt"]);
        IReadOnlyList<GroundTruthBox> read = YoloLabels.Read(_folder["boxes.txt"], classes, 123, 77);

        Assert.Equal(boxes.Select(b => b.Label), read.Select(b => b.Label));
        Assert.All(boxes.Zip(read), pair => Near(pair.First.Box, pair.Second.Box));
        Assert.Empty(YoloLabels.Read(_folder["none.txt"], classes, 123, 77));
        Assert.Contains("'car'", Assert.Throws<ArgumentException>(() => YoloLabels.Write(_folder["x.txt"], [new("car", new(0, 0, 1, 1))], names, 9, 9)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["x.txt"]));
    }

    private static void Near(DetectionBox expected, DetectionBox actual)
    {
        double[] differences = [expected.Left - actual.Left, expected.Top - actual.Top, expected.Right - actual.Right, expected.Bottom - actual.Bottom];
        Assert.All(differences, difference => Assert.InRange(difference, -1e-9, 1e-9));
    }
}
