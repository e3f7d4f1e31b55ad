using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Adds a column of images of one size. An image that has that size already is passed on as it is.</summary>
public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "ImageScalerTransform";
    private readonly ResizeSettings _settings;

    internal ImageResizingTransformer(IHostEnvironment environment, (string Output, string Input)[] columns, ResizeSettings settings)
        : base(environment.Register(nameof(ImageResizingTransformer)), columns) => _settings = settings;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(1);
        return new ImageResizingTransformer(environment, ReadColumns(context.Reader), ResizeSettings.Read(context.Reader));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ImageResizingTransformer), 1);
        WriteColumns(ctx.Writer);
        _settings.Write(ctx.Writer);
    }

    private protected override DataViewSchema.DetachedColumn MakeColumn(int pair, DataViewSchema.Column input) => input.Type is ImageDataViewType
        ? new DataViewSchema.DetachedColumn(Columns[pair].Output, _settings.Type)
        : throw Errors.WrongType(input.Name, "Image", input.Type.ToString());

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out Action disposer)
    {
        // The source belongs to the row below; a resized copy is the reader's, until the next is asked for.
        disposer = null;
        ValueGetter<MLImage> getter = row.GetGetter<MLImage>(input);
        MLImage source = null;
        return (ValueGetter<MLImage>)((ref MLImage image) =>
        {
            image?.Dispose();
            image = null;
            getter(ref source);
            if (source is not null)
            {
                image = (source.Width, source.Height) == (_settings.Width, _settings.Height)
                    ? source
                    : ImageScaler.Resize(source, _settings.Width, _settings.Height, _settings.Kind, _settings.Anchor);
            }
        });
    }
}
