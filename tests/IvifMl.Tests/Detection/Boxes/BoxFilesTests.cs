using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Tests.Support;

namespace IvifMl.Tests.Detection.Boxes;

public sealed class BoxFilesTests : IDisposable
{
    private const string Coco = """
        {
          "images": [ { "id": 7, "file_name": "sub/night.png", "width": 200, "height": 100 }, { "id": 3, "file_name": "day.jpg", "width": 64, "height": 48 } ],
          "categories": [ { "id": 1, "name": "person" }, { "id": 4, "name": "bus" } ],
          "annotations": [
            { "id": 1, "image_id": 7, "category_id": 4, "bbox": [80, 10, 40, 50], "iscrowd": 0 },
            { "id": 2, "image_id": 7, "category_id": 1, "bbox": [0, 85.5, 40, 10], "iscrowd": 1 } ]
        }
        """;

    private const string Voc = """
        <annotation>
          <filename>night.png</filename>
          <size><width>200</width><height>100</height><depth>3</depth></size>
          <object><name>bus</name><difficult>0</difficult><bndbox><xmin>80</xmin><ymin>10</ymin><xmax>120</xmax><ymax>60</ymax></bndbox></object>
          <object><name>person</name><difficult>1</difficult><bndbox><xmin>0</xmin><ymin>85.5</ymin><xmax>40</xmax><ymax>95.5</ymax></bndbox></object>
        </annotation>
        """;

    private static readonly GroundTruthBox[] Night = [new("bus", new(80, 10, 120, 60)), new("person", new(0, 85.5, 40, 95.5), IsCrowd: true)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cocos_boxes_are_read_by_image()
    {
        IReadOnlyList<PictureBoxes> read = BoxFiles.Read(Written("boxes.json", Coco));
        Assert.Equal([("day", 64, 48, 0), ("night", 200, 100, 2)], read.Select(picture => (picture.Name, picture.Width, picture.Height, picture.Boxes.Count)));
        Assert.Equal(Night, read[1].Boxes);
    }

    [Fact]
    public void Vocs_boxes_are_read_a_file_a_picture()
    {
        Directory.CreateDirectory(_folder["voc"]);
        Written("voc/night.xml", Voc);
        PictureBoxes read = Assert.Single(BoxFiles.Read(_folder["voc"]));
        Assert.Equal(("night", 200, 100), (read.Name, read.Width, read.Height));
        Assert.Equal(Night, read.Boxes);
        Assert.Equal(read.Boxes, Assert.Single(VocBoxes.Read(_folder["voc/night.xml"])).Boxes);
    }

    [Fact]
    public void Yolos_boxes_take_the_size_of_their_pictures()
    {
        Directory.CreateDirectory(_folder["labels"]);
        Directory.CreateDirectory(_folder["vi"]);
        ImageCodecs.Default.Write(new RasterImage(100, 200, 3), _folder["vi/night.png"]);
        ImageCodecs.Default.Write(new RasterImage(100, 200, 3), _folder["vi/unlabelled.png"]);
        Written("labels/classes.txt", "person\nbus\n");
        Written("labels/night.txt", "1 0.5 0.35 0.2 0.5\n");
        PictureBoxes read = Assert.Single(BoxFiles.Read(_folder["labels"], _folder["vi"]));
        Assert.Equal(("night", 200, 100), (read.Name, read.Width, read.Height));
        GroundTruthBox box = Assert.Single(read.Boxes);
        Assert.Equal("bus", box.Label);
        Assert.Equal(1, box.Box.IntersectionOverUnion(new(80, 10, 120, 60)), 9);

        Assert.Contains("folder of the pictures", Assert.Throws<ArgumentException>(() => BoxFiles.Read(_folder["labels"])).Message, StringComparison.Ordinal);
        Written("labels/lost.txt", "");
        Assert.Contains("lost.txt' has no picture", Assert.Throws<InvalidDataException>(() => BoxFiles.Read(_folder["labels"], _folder["vi"])).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Llvips_voc_and_yolo_files_say_the_same()
    {
        string folder = Repository.Shared("data", "LLVIP", "labels");
        foreach (PictureBoxes voc in VocBoxes.Read(folder))
        {
            IReadOnlyList<GroundTruthBox> yolo = YoloLabels.Read(Path.Combine(folder, voc.Name + ".txt"), new Dictionary<int, string> { [0] = "person" }, voc.Width, voc.Height);
            Assert.NotEmpty(yolo);
            Assert.Equal(yolo.Count, voc.Boxes.Count);
            Assert.All(voc.Boxes, box => Assert.Contains(yolo, other => other.Label == box.Label && other.Box.IntersectionOverUnion(box.Box) > 0.98));
        }
    }

    [SkippableFact]
    public void Cocos_own_layout_is_read()
    {
        IReadOnlyList<PictureBoxes> read = CocoBoxes.Read(Repository.Shared("fixtures", "detection", "ground_truth.json"));
        Assert.Equal((40, 138, 7), (read.Count, read.Sum(picture => picture.Boxes.Count), read.Sum(picture => picture.Boxes.Count(box => box.IsCrowd))));
    }

    [Fact]
    public void Classes_are_renamed_merged_and_dropped()
    {
        BoxClasses classes = new(new Dictionary<string, string> { ["bus"] = "vehicle", ["car"] = "vehicle" });
        Assert.Equal(["vehicle", "vehicle", "person"], ((string[])["bus", "car", "person"]).Select(classes.Of));
        PictureBoxes merged = new PictureBoxes("night", 200, 100, Night).With(new BoxClasses(new Dictionary<string, string> { ["bus"] = "vehicle" }, dropOthers: true));
        Assert.Equal([Night[0] with { Label = "vehicle" }], merged.Boxes);
        Assert.Equal(Night, BoxClasses.AsTheyAre.Of(Night));
        Assert.Contains("neither name may be empty", Assert.Throws<ArgumentException>(() => new BoxClasses(new Dictionary<string, string> { ["car"] = " " })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"images\": [,\n]}", "line 2: it is no JSON")]
    [InlineData("[]", "no list 'categories'")]
    [InlineData("""{ "categories": [ { "id": 1 } ] }""", "categories[0] has no text 'name'")]
    [InlineData("""{ "categories": [], "images": [ { "id": 1, "file_name": "a.png", "width": 0, "height": 4 } ] }""", "images[0] has a 'width' below 1")]
    [InlineData("""{ "categories": [], "images": [], "annotations": [ { "image_id": 5, "category_id": 1 } ] }""", "annotations[0] is of the image 5")]
    [InlineData("""{ "categories": [ { "id": 1, "name": "a" } ], "images": [ { "id": 5, "file_name": "a.png", "width": 9, "height": 4 } ], "annotations": [ { "image_id": 5, "category_id": 1, "bbox": [1, 2, 0, 4] } ] }""", "bbox [1, 2, 0, 4]")]
    [InlineData("""{ "categories": [ { "id": 1, "name": "a" } ], "images": [ { "id": 5, "file_name": "a.png", "width": 9, "height": 4 } ], "annotations": [ { "image_id": 5, "category_id": 1 } ] }""", "bbox nowhere")]
    public void Damaged_coco_files_are_refused_with_the_place(string content, string place)
    {
        string path = Written("boxes.json", content);
        string message = Assert.Throws<InvalidDataException>(() => CocoBoxes.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<annotation>\n<size>", "line 2: it is no XML")]
    [InlineData("<annotation/>", "line 1: <annotation> has no <size>")]
    [InlineData("<annotation><size><width>x</width><height>4</height></size></annotation>", "<width> is 'x', which is no number")]
    [InlineData("<annotation><size><width>9</width><height>4</height></size>\n<object>\n<name>a</name></object></annotation>", "line 2: <object> has no <bndbox>")]
    [InlineData("<annotation><size><width>9</width><height>4</height></size>\n<object><name>a</name>\n<bndbox><xmin>5</xmin><ymin>1</ymin><xmax>5</xmax><ymax>2</ymax></bndbox></object></annotation>", "line 3: the object 'a' has the box 5 1 5 2")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><annotation><size><width>&e;</width></size></annotation>", "it is no XML")]
    public void Damaged_voc_files_are_refused_with_the_line(string content, string place)
    {
        string path = Written("night.xml", content);
        string message = Assert.Throws<InvalidDataException>(() => VocBoxes.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_in_no_known_format_is_refused_by_name()
    {
        Directory.CreateDirectory(_folder["empty"]);
        Assert.Throws<DirectoryNotFoundException>(() => BoxFiles.Read(_folder["nowhere"]));
        Assert.Contains("no file of boxes", Assert.Throws<InvalidDataException>(() => BoxFiles.Read(_folder["empty"])).Message, StringComparison.Ordinal);
        Assert.Contains("no file of boxes that is known", Assert.Throws<InvalidDataException>(() => BoxFiles.Read(Written("boxes.csv", ""))).Message, StringComparison.Ordinal);
        Written("empty/a.xml", Voc);
        Written("empty/a.txt", "");
        Assert.Contains("both of VOC", Assert.Throws<InvalidDataException>(() => BoxFiles.Read(_folder["empty"])).Message, StringComparison.Ordinal);
    }

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
