using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Adds vectors of the pixels of another column's images, which all have one size.</summary>
public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "ImagePixelExtractor";
    private readonly ExtractSettings _settings;

    internal ImagePixelExtractingTransformer(IHostEnvironment environment, (string Output, string Input)[] columns, ExtractSettings settings)
        : base(environment.Register(nameof(ImagePixelExtractingTransformer)), columns) => _settings = settings;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(1);
        return new ImagePixelExtractingTransformer(environment, ReadColumns(context.Reader), ExtractSettings.Read(context.Reader));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ImagePixelExtractingTransformer), 1);
        WriteColumns(ctx.Writer);
        _settings.Write(ctx.Writer);
    }

    private protected override DataViewSchema.DetachedColumn MakeColumn(int pair, DataViewSchema.Column input) => input.Type switch
    {
        ImageDataViewType { Height: > 0, Width: > 0 } image => new(Columns[pair].Output, _settings.TypeFor(image.Height, image.Width)),
        ImageDataViewType => throw Errors.WrongType(input.Name, "known-size image", "unknown-size image"),
        _ => throw Errors.WrongType(input.Name, "Image", input.Type.ToString()),
    };

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out Action disposer)
    {
        var type = (ImageDataViewType)input.Type;
        ValueGetter<MLImage> getter = row.GetGetter<MLImage>(input);
        MLImage image = null;
        disposer = () => image?.Dispose();
        MLImage Next()
        {
            getter(ref image);
            return image is null || (image.Height, image.Width) == (type.Height, type.Width) ? image : throw new InvalidOperationException(
                $"Column '{input.Name}' is {type}, but an image of it has {image.Width}×{image.Height} pixels.");
        }

        int length = _settings.Channels.Length * type.Height * type.Width;
        return _settings.AsFloat
            ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => value = Fill(ref value, Next(), length, PixelExtraction.Extract))
            : (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> value) => value = Fill(ref value, Next(), length, PixelExtraction.Extract));
    }

    private VBuffer<T> Fill<T>(ref VBuffer<T> value, MLImage image, int length, Extraction<T> extract)
    {
        // A row without an image is a vector of zeros.
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, length, image is null ? 0 : length);
        if (image is not null)
        {
            extract(image, _settings, editor.Values);
        }

        return editor.Commit();
    }

    private delegate void Extraction<T>(MLImage image, ExtractSettings settings, Span<T> values);
}
