namespace IvifMl.Onnx.Tests;

public sealed class DetectorContractTests
{
    private static readonly DetectorContract Small = new()
    {
        Name = "small",
        TrainingData = "none",
        Licence = "MIT",
        Width = 64,
        Height = 32,
        Classes = ["person", "traffic light"],
        Strides = [16, 32],
        Channels = DetectorChannels.Rgb,
        Range = DetectorRange.Unit,
        Padding = 7,
    };

    private static byte[] Graph(IReadOnlyDictionary<string, string>? metadata, int width = 64, int anchors = 10, int columns = 7, string input = "images", string output = "output", bool extra = false)
    {
        OnnxGraph graph = new("draft");
        OnnxValue images = graph.Input(input, OnnxElementType.Float32, [1, 3, 32, width]);
        OnnxValue scale = extra ? graph.Input("scale", OnnxElementType.Float32, [1]) : graph.Scalar(1);
        graph.Output(output, graph.Constant("heads", [1, anchors, columns], new float[anchors * columns]) + (graph.Reshape(graph.ReduceMax(images, 0, 1, 2, 3), 1, 1, 1) * scale));
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
        {
            graph.Metadata(key, value);
        }

        return graph.ToBytes();
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        DetectorContract plain = new() { Name = "n", TrainingData = "none", Licence = "MIT", Width = 416, Height = 416, Classes = ["a"] };

        Assert.Equal([8, 16, 32], plain.Strides);
        Assert.Equal(("1", DetectorChannels.Bgr, DetectorRange.Byte, 114), (plain.Version, plain.Channels, plain.Range, plain.Padding));

        // (416/8)² + (416/16)² + (416/32)² cells, 5 + 1 columns.
        Assert.Equal((3549, 6), (plain.Anchors, plain.Columns));
    }

    [Fact]
    public void What_is_written_into_a_graph_is_read_from_it()
    {
        OnnxGraph graph = new("described");
        Small.Describe(graph);
        OnnxValue images = graph.Input(DetectorContract.ImagesInput, OnnxElementType.Float32, [1, 3, 32, 64]);
        graph.Output(DetectorContract.HeadsOutput, graph.Constant("heads", [1, 10, 7], new float[70]) + graph.Reshape(graph.ReduceMax(images, 0, 1, 2, 3), 1, 1, 1));
        DetectorContract read = DetectorContract.Check(OnnxModelInfo.Read(graph.ToBytes()));

        Assert.Equal(Small.ToMetadata(), read.ToMetadata());
        Assert.Equal(Small.Classes, read.Classes);
        Assert.Equal(Small.Strides, read.Strides);
        Assert.Equal(Small with { Classes = read.Classes, Strides = read.Strides }, read);
    }

    [Fact]
    public void Each_misfit_is_refused_with_what_is_wrong_and_what_was_expected()
    {
        Refused("has no metadata 'ivif.contract', where 'ivif.detector/1' was expected", Graph(null));
        Refused("follows the contract 'ivif.fusion/1'", Graph(With(FusionContract.ContractKey, FusionContract.Id)));
        Refused("has no metadata 'ivif.licence'", Graph(With(FusionContract.LicenceKey, " ")));
        Refused("has the metadata 'ivif.detector.input_size' 64, where WIDTHxHEIGHT", Graph(With(DetectorContract.InputSizeKey, "64")));
        Refused("has the metadata 'ivif.detector.input_size' 64xten, where whole numbers", Graph(With(DetectorContract.InputSizeKey, "64xten")));
        Refused("has an input of 40×32 pixels, where multiples of the strides 16, 32", Graph(With(DetectorContract.InputSizeKey, "40x32")));
        Refused("has two classes named 'car'", Graph(With(DetectorContract.ClassesKey, "car,car")));
        Refused("has the metadata 'ivif.detector.channels' gray", Graph(With(DetectorContract.ChannelsKey, "gray")));
        Refused("has the value range '0-2'", Graph(With(FusionContract.RangeKey, "0-2")));
        Refused("has the metadata 'ivif.detector.padding' 300, where a level of 0 to 255", Graph(With(DetectorContract.PaddingKey, "300")));
        Refused("has the input 'images' Float32[1,3,32,96], where 'images' Float32[1,3,32,64] was expected", Graph(Small.ToMetadata(), width: 96));
        Refused("has no input 'images', where 'images' Float32[1,3,32,64] was expected", Graph(Small.ToMetadata(), input: "x"));
        Refused("has the output 'output' Float32[1,9,7], where 'output' Float32[1,10,7] was expected", Graph(Small.ToMetadata(), anchors: 9));
        Refused("has the output 'output' Float32[1,10,8], where 'output' Float32[1,10,7] was expected", Graph(Small.ToMetadata(), columns: 8));
        Refused("needs the input 'scale' Float32[1], but a detector takes only 'images'", Graph(Small.ToMetadata(), extra: true));
    }

    [Fact]
    public void Values_that_no_detector_can_have_are_not_written()
    {
        Wrong("has no class", Small with { Classes = [] });
        Wrong("has a class 'a,b'", Small with { Classes = ["a,b"] });
        Wrong("has no stride", Small with { Strides = [] });
        Wrong("has the strides 0", Small with { Strides = [0] });
        Wrong("has an input of 64×33 pixels", Small with { Height = 33 });
        Wrong("has no name, version, training data or licence", Small with { Licence = "" });
        Wrong("has the channels 9", Small with { Channels = (DetectorChannels)9 });
    }

    private static Dictionary<string, string> With(string key, string value) => new(Small.ToMetadata()) { [key] = value };

    private static void Refused(string words, byte[] graph) =>
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => DetectorContract.Check(OnnxModelInfo.Read(graph))).Message, StringComparison.Ordinal);

    private static void Wrong(string words, DetectorContract contract) => Assert.Contains(words, Assert.Throws<ArgumentException>(contract.ToMetadata).Message, StringComparison.Ordinal);
}
