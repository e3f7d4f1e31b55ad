using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Reads the images that a column of paths names.</summary>
public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    private readonly ImageDataViewType _type = new();
    private readonly string _output;
    private readonly string _input;

    internal ImageLoadingEstimator(IHostEnvironment environment, string folder, string output, string input)
        : base(environment.Register(nameof(ImageLoadingEstimator)), ImageLoadingTransformer.In(environment, folder, output, input)) =>
        (_output, _input) = (output, input);

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column column = inputSchema.Require(_input);
        return column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType is TextDataViewType
            ? inputSchema.With(SchemaShape.Column.Of(_output, _type))
            : throw Errors.WrongType(_input, TextDataViewType.Instance.ToString(), column.Describe());
    }
}
