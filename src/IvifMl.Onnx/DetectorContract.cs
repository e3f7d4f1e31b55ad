using System.Globalization;

namespace IvifMl.Onnx;

/// <summary>
/// The contract <c>ivif.detector/1</c> between an object detector with YOLOX's heads and whoever runs it, and what such a model says of itself.
/// Input <c>images</c> float[1,3,H,W], one letterboxed picture (scaled by the smaller ratio, at the upper left, the rest filled with
/// <see cref="Padding"/>). Output <c>output</c> float[1,A,5+C], a row an anchor: the strides in their order, the cells of each row by row; in a row
/// x, y, w, h, the objectness and C class probabilities (0–1, not logits). The box of cell (i, j) of stride s has its centre at ((x + j)·s, (y + i)·s)
/// and the size (eʷ·s, eʰ·s) in pixels of the input; its score is objectness · probability. Decoding and NMS are the caller's.
/// Source of the head: Ge et al. 2021 (YOLOX).
/// </summary>
public sealed record DetectorContract
{
    /// <summary>The value of <see cref="FusionContract.ContractKey"/>.</summary>
    public const string Id = "ivif.detector/1";

    /// <summary>Name of the input.</summary>
    public const string ImagesInput = "images";

    /// <summary>Name of the output.</summary>
    public const string HeadsOutput = "output";

    /// <summary>Columns of the output before the class probabilities: x, y, w, h and the objectness.</summary>
    public const int BoxColumns = 5;

    /// <summary>Metadata key of the input's size, <c>WIDTHxHEIGHT</c>.</summary>
    public const string InputSizeKey = "ivif.detector.input_size";

    /// <summary>Metadata key of the class names, separated by commas.</summary>
    public const string ClassesKey = "ivif.detector.classes";

    /// <summary>Metadata key of the strides, separated by commas.</summary>
    public const string StridesKey = "ivif.detector.strides";

    /// <summary>Metadata key of the channel order, <c>bgr</c> or <c>rgb</c>.</summary>
    public const string ChannelsKey = "ivif.detector.channels";

    /// <summary>Metadata key of the 8-bit level that fills what a picture leaves free.</summary>
    public const string PaddingKey = "ivif.detector.padding";

    /// <summary>Default of <see cref="Padding"/>.</summary>
    public const byte DefaultPadding = 114;

    private const string ByteRange = "0-255";

    /// <summary>The model's name.</summary>
    /// <value>Required.</value>
    public required string Name { get; init; }

    /// <summary>The model's version.</summary>
    /// <value>The default value is <c>1</c>.</value>
    public string Version { get; init; } = "1";

    /// <summary>What the model was trained on.</summary>
    /// <value>Required.</value>
    public required string TrainingData { get; init; }

    /// <summary>The model's licence.</summary>
    /// <value>Required.</value>
    public required string Licence { get; init; }

    /// <summary>Columns of the input, a multiple of every stride.</summary>
    /// <value>Required.</value>
    public required int Width { get; init; }

    /// <summary>Rows of the input, a multiple of every stride.</summary>
    /// <value>Required.</value>
    public required int Height { get; init; }

    /// <summary>Names of the classes in the order of their columns; none has a comma.</summary>
    /// <value>Required.</value>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Pixels of the input from cell to cell, one number a grid, in the order of the output's rows.</summary>
    /// <value>The default value is 8, 16, 32.</value>
    public IReadOnlyList<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>The order of the input's channels.</summary>
    /// <value>The default value is <see cref="DetectorChannels.Bgr"/>.</value>
    public DetectorChannels Channels { get; init; } = DetectorChannels.Bgr;

    /// <summary>The range of the input's values.</summary>
    /// <value>The default value is <see cref="DetectorRange.Byte"/>.</value>
    public DetectorRange Range { get; init; } = DetectorRange.Byte;

    /// <summary>The 8-bit level that fills what a picture leaves free.</summary>
    /// <value>The default value is 114.</value>
    public byte Padding { get; init; } = DefaultPadding;

    /// <summary>A, the rows of the output: the cells of all grids.</summary>
    public int Anchors => Strides.Sum(stride => Height / stride * (Width / stride));

    /// <summary>5 + C, the columns of the output.</summary>
    public int Columns => BoxColumns + Classes.Count;

    /// <summary>The metadata of a model of this contract, by key.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        if (Problem() is { } problem)
        {
            throw new ArgumentException($"The detector {problem}.");
        }

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [FusionContract.ContractKey] = Id,
            [FusionContract.NameKey] = Name,
            [FusionContract.VersionKey] = Version,
            [FusionContract.TrainingDataKey] = TrainingData,
            [FusionContract.LicenceKey] = Licence,
            [InputSizeKey] = string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}"),
            [ClassesKey] = string.Join(',', Classes),
            [StridesKey] = string.Join(',', Strides.Select(stride => stride.ToString(CultureInfo.InvariantCulture))),
            [ChannelsKey] = Channels == DetectorChannels.Rgb ? "rgb" : "bgr",
            [FusionContract.RangeKey] = Range == DetectorRange.Unit ? FusionContract.UnitRange : ByteRange,
            [PaddingKey] = Padding.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Writes the metadata into a graph whose input and output keep the contract.</summary>
    /// <param name="graph">The graph of the detector.</param>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Describe(OnnxGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        foreach ((string key, string value) in ToMetadata())
        {
            graph.Metadata(key, value);
        }
    }

    /// <summary>What the metadata of a model says.</summary>
    /// <param name="metadata">The model's metadata.</param>
    /// <exception cref="InvalidDataException">It is not that of <c>ivif.detector/1</c>; the message says what is wrong and what was expected.</exception>
    public static DetectorContract Read(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.GetValueOrDefault(FusionContract.ContractKey) is not Id and var found)
        {
            throw Refusal(found is null ? $"has no metadata '{FusionContract.ContractKey}', where '{Id}' was expected" : $"follows the contract '{found}', where '{Id}' was expected");
        }

        string Value(string key) => metadata.GetValueOrDefault(key) is { } value && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw Refusal($"has no metadata '{key}', which every {Id} model must have");
        int[] size = Numbers(InputSizeKey, Value(InputSizeKey), 'x');
        DetectorContract contract = new()
        {
            Name = Value(FusionContract.NameKey),
            Version = Value(FusionContract.VersionKey),
            TrainingData = Value(FusionContract.TrainingDataKey),
            Licence = Value(FusionContract.LicenceKey),
            Width = size[0],
            Height = size.Length == 2 ? size[1] : throw Refusal($"has the metadata '{InputSizeKey}' {Value(InputSizeKey)}, where WIDTHxHEIGHT was expected"),
            Classes = Value(ClassesKey).Split(','),
            Strides = Numbers(StridesKey, Value(StridesKey), ','),
            Channels = Value(ChannelsKey) switch
            {
                "bgr" => DetectorChannels.Bgr,
                "rgb" => DetectorChannels.Rgb,
                var other => throw Refusal($"has the metadata '{ChannelsKey}' {other}, where bgr or rgb was expected"),
            },
            Range = Value(FusionContract.RangeKey) switch
            {
                ByteRange => DetectorRange.Byte,
                FusionContract.UnitRange => DetectorRange.Unit,
                var other => throw Refusal($"has the value range '{other}', where {ByteRange} or {FusionContract.UnitRange} was expected"),
            },
            Padding = Numbers(PaddingKey, Value(PaddingKey), ',') is [>= 0 and <= byte.MaxValue and var level]
                ? (byte)level
                : throw Refusal($"has the metadata '{PaddingKey}' {Value(PaddingKey)}, where a level of 0 to 255 was expected"),
        };
        return contract.Problem() is { } problem ? throw Refusal(problem) : contract;
    }

    /// <summary>Checks that a model is a detector of this contract.</summary>
    /// <param name="model">The model's facts.</param>
    /// <returns>What the metadata says.</returns>
    /// <exception cref="InvalidDataException">The model does not fit; the message says in one sentence what is wrong and what was expected.</exception>
    public static DetectorContract Check(OnnxModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        DetectorContract contract = Read(model.Metadata);
        if (model.HasExternalData)
        {
            throw Refusal("keeps weights in files beside it, but a detector holds all its weights itself");
        }

        RequireShape("input", ImagesInput, model.FindInput(ImagesInput), 1, 3, contract.Height, contract.Width);
        RequireShape("output", HeadsOutput, model.FindOutput(HeadsOutput), 1, contract.Anchors, contract.Columns);
        return model.Inputs.FirstOrDefault(input => input.Name != ImagesInput) is { } foreign
            ? throw Refusal($"needs the input {foreign}, but a detector takes only '{ImagesInput}'")
            : contract;
    }

    /// <summary>What is wrong with the values, as the end of a sentence that begins with “the detector”; null where all is well.</summary>
    internal string? Problem() => this switch
    {
        _ when Array.Find([Name, Version, TrainingData, Licence], string.IsNullOrWhiteSpace) is not null => "has no name, version, training data or licence",
        { Classes.Count: 0 } => "has no class",
        _ when Classes.FirstOrDefault(name => string.IsNullOrWhiteSpace(name) || name.Contains(',', StringComparison.Ordinal)) is { } name =>
            $"has a class '{name}', where a name without a comma was expected",
        _ when Classes.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice => $"has two classes named '{twice.Key}'",
        { Strides.Count: 0 } => "has no stride",
        _ when Strides.Any(stride => stride < 1) => $"has the strides {string.Join(", ", Strides)}, where numbers of at least 1 were expected",
        _ when Width < 1 || Height < 1 || Strides.Any(stride => Width % stride != 0 || Height % stride != 0) =>
            $"has an input of {Width}×{Height} pixels, where multiples of the strides {string.Join(", ", Strides)} were expected",
        _ when !Enum.IsDefined(Channels) || !Enum.IsDefined(Range) => $"has the channels {Channels} and the range {Range}, which are none of this contract",
        _ => null,
    };

    private static int[] Numbers(string key, string text, char separator)
    {
        string[] parts = text.Split(separator);
        int[] numbers = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw Refusal($"has the metadata '{key}' {text}, where whole numbers were expected");
            }
        }

        return numbers;
    }

    private static void RequireShape(string role, string name, OnnxValueInfo? value, params long[] lengths)
    {
        string expected = $"'{name}' {OnnxElementType.Float32}[{string.Join(',', lengths)}]";
        if (value is null)
        {
            throw Refusal($"has no {role} '{name}', where {expected} was expected");
        }

        if (value.ElementType != OnnxElementType.Float32 || value.Shape is not { } shape || !shape.ToArray().Select(d => d.Length).SequenceEqual(lengths.Select(l => (long?)l)))
        {
            throw Refusal($"has the {role} {value}, where {expected} was expected");
        }
    }

    private static InvalidDataException Refusal(string what) => new($"The detector {what}.");
}
