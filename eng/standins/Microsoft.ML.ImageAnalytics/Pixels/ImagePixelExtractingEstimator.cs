using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes vectors of the pixels of images of one known size.</summary>
public sealed class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly ExtractSettings _settings;

    internal ImagePixelExtractingEstimator(IHostEnvironment environment, string output, string input, ExtractSettings settings)
        : base(environment.Register(nameof(ImagePixelExtractingEstimator)), new ImagePixelExtractingTransformer(environment, [(output, input)], settings)) =>
        (_output, _input, _settings) = (output, input, settings);

    /// <summary>Which colours are extracted.</summary>
    [Flags]
    public enum ColorBits : byte
    {
        Alpha = 1,
        Red = 2,
        Green = 4,
        Blue = 8,
        Rgb = Red | Green | Blue,
        All = Alpha | Rgb,
    }

    /// <summary>The order of the colours.</summary>
    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column column = inputSchema.Require(_input);
        return column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType is ImageDataViewType
            ? inputSchema.With(new SchemaShape.Column(_output, SchemaShape.Column.VectorKind.Vector, _settings.ItemType, isKey: false))
            : throw Errors.WrongType(_input, "Image", column.Describe());
    }
}
