using IvifMl.Onnx;

namespace IvifMl;

/// <summary>
/// What a YOLOX file without the metadata of <c>ivif.detector/1</c> does not say of itself. The defaults are those of YOLOX's own exports
/// (versions 0.1.1 and later).
/// </summary>
public sealed record YoloxLayout
{
    /// <summary>Columns of the output of a detector for COCO's 80 classes: four for the box, the objectness, and the classes.</summary>
    internal const int CocoColumns = 85;

    /// <summary>Side of the square input in pixels, where the file leaves it open.</summary>
    /// <value>The default value is null: as the file says.</value>
    public int? InputSide { get; init; }

    /// <summary>Names of the classes in the order of their columns; none has a comma.</summary>
    /// <value>The default value is null: <see cref="CocoClasses.Names"/> for 85 columns, an error for any other number.</value>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>Pixels of the input from cell to cell, one number a grid, in the order of the output's rows.</summary>
    /// <value>The default value is 8, 16, 32.</value>
    public IReadOnlyList<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>The order of the input's channels.</summary>
    /// <value>The default value is <see cref="DetectorChannels.Bgr"/>.</value>
    public DetectorChannels Channels { get; init; } = DetectorChannels.Bgr;

    /// <summary>The range of the input's values.</summary>
    /// <value>The default value is <see cref="DetectorRange.Byte"/>.</value>
    public DetectorRange Range { get; init; } = DetectorRange.Byte;

    /// <summary>The 8-bit level that fills what a picture leaves free of the input.</summary>
    /// <value>The default value is 114.</value>
    public byte Padding { get; init; } = DetectorContract.DefaultPadding;

    /// <summary>Whether the graph decodes its boxes itself, to centre and size in pixels of the input (YOLOX's <c>--decode_in_inference</c>).</summary>
    /// <value>The default value is false: raw heads.</value>
    public bool BoxesAreDecoded { get; init; }
}
