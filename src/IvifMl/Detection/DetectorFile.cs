using IvifMl.Onnx;

namespace IvifMl;

/// <summary>What an ONNX file with YOLOX's heads is: by its metadata, or by its shapes and a layout of the caller's.</summary>
/// <param name="Contract">Input, grids and classes.</param>
/// <param name="Input">Name of its input.</param>
/// <param name="Output">Name of its output.</param>
/// <param name="BoxesAreDecoded">Whether it decodes its boxes itself.</param>
internal sealed record DetectorFile(DetectorContract Contract, string Input, string Output, bool BoxesAreDecoded)
{
    private const string NotStated = "not stated";

    /// <summary>Looks at a file.</summary>
    /// <param name="info">Its facts.</param>
    /// <param name="layout">What it does not say of itself; null where the caller says nothing.</param>
    /// <param name="name">A name for a file that has none.</param>
    /// <exception cref="InvalidDataException">It has no such heads, or not those of the layout.</exception>
    /// <exception cref="ArgumentException">A layout for a file that has metadata, or one that cannot be.</exception>
    public static DetectorFile Of(OnnxModelInfo info, YoloxLayout? layout, string name)
    {
        if (!info.Metadata.ContainsKey(FusionContract.ContractKey))
        {
            return WithoutMetadata(info, layout ?? new YoloxLayout(), name);
        }

        DetectorContract contract = DetectorContract.Check(info);
        return layout is null
            ? new DetectorFile(contract, DetectorContract.ImagesInput, DetectorContract.HeadsOutput, BoxesAreDecoded: false)
            : throw new ArgumentException($"'{contract.Name}' says of itself how it is laid out; leave out the layout.");
    }

    private static DetectorFile WithoutMetadata(OnnxModelInfo info, YoloxLayout layout, string name)
    {
        if (info.HasExternalData)
        {
            throw Refusal("keeps weights in files beside it. Export it as one file");
        }

        if (info.Inputs is not [{ ElementType: OnnxElementType.Float32, Shape: { Rank: 4 } input }] || input[0].Length is not (null or 1) || input[1].Length is not (null or 3))
        {
            throw Refusal($"takes {string.Join(", ", info.Inputs)}, where one input Float32[1,3,H,W] was expected");
        }

        OnnxValueInfo[] heads = [.. info.Outputs.Where(o => o is { ElementType: OnnxElementType.Float32, Shape.Rank: 3 })];
        if (heads is not [{ Shape: { } output }] || output[2].Length is { } given and <= DetectorContract.BoxColumns)
        {
            throw Refusal($"gives {string.Join(", ", info.Outputs)}, where one output Float32[1,A,5+C] was expected");
        }

        IReadOnlyList<string> classes = Classes(layout, output[2].Length);
        DetectorContract contract = new()
        {
            Name = name,
            TrainingData = NotStated,
            Licence = NotStated,
            Height = Side(input[2], layout, "rows"),
            Width = Side(input[3], layout, "columns"),
            Classes = classes,
            Strides = layout.Strides,
            Channels = layout.Channels,
            Range = layout.Range,
            Padding = layout.Padding,
        };
        contract.ToMetadata();
        return output[1].Length is { } rows && rows != contract.Anchors
            ? throw Refusal($"gives {rows} rows, where {contract.Anchors} were expected, one a cell of an input of {contract.Width}×{contract.Height} pixels with the strides {string.Join(", ", layout.Strides)}. Give other strides, or another detector: only YOLOX's heads are read")
            : new DetectorFile(contract, info.Inputs[0].Name, heads[0].Name, layout.BoxesAreDecoded);
    }

    private static IReadOnlyList<string> Classes(YoloxLayout layout, long? columns)
    {
        IReadOnlyList<string>? names = layout.Classes ?? (columns is null or YoloxLayout.CocoColumns ? CocoClasses.Names : null);
        return names is null
            ? throw Refusal($"has {columns - DetectorContract.BoxColumns} classes, which it does not name, and they are not COCO's 80. Give their names")
            : columns is { } known && known != DetectorContract.BoxColumns + names.Count
                ? throw Refusal($"has {known - DetectorContract.BoxColumns} classes, where {names.Count} names are given")
                : names;
    }

    private static int Side(OnnxDimension dimension, YoloxLayout layout, string what) => (dimension.Length, layout.InputSide) switch
    {
        (null, null) => throw Refusal($"leaves the {what} of its input open. Say the side of the input that it was trained with"),
        (null, { } side) => side,
        ({ } known, null) => checked((int)known),
        ({ } known, { } side) => known == side ? side : throw Refusal($"has an input of {known} {what}, where a side of {side} is given. Leave it out"),
    };

    private static InvalidDataException Refusal(string what) => new($"The detector {what}.");
}
