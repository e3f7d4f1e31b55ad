using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Brings images to one size.</summary>
public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly ResizeSettings _settings;

    internal ImageResizingEstimator(IHostEnvironment environment, string output, string input, ResizeSettings settings)
        : base(environment.Register(nameof(ImageResizingEstimator)), new ImageResizingTransformer(environment, [(output, input)], settings)) =>
        (_output, _input, _settings) = (output, input, settings);

    /// <summary>What happens to a picture of another shape.</summary>
    public enum ResizingKind : byte
    {
        /// <summary>It fits inside, with bars.</summary>
        IsoPad = 0,

        /// <summary>It fills the size, and what sticks out is cut.</summary>
        IsoCrop = 1,

        /// <summary>It is stretched.</summary>
        Fill = 2,
    }

    /// <summary>The side that is kept when a picture is cropped.</summary>
    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column column = inputSchema.Require(_input);
        return column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType is ImageDataViewType
            ? inputSchema.With(SchemaShape.Column.Of(_output, _settings.Type))
            : throw Errors.WrongType(_input, "Image", column.Describe());
    }
}
