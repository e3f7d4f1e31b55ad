using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Adds a column of the images at the paths of another. An image lives until the next is asked for or the cursor ends.</summary>
public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "ImageLoaderTransform";

    public readonly string ImageFolder;

    private ImageLoadingTransformer(IHostEnvironment environment, string folder, (string Output, string Input)[] columns)
        : base(environment.Register(nameof(ImageLoadingTransformer)), columns) => ImageFolder = folder;

    /// <exception cref="ArgumentException">The folder is given and is not there.</exception>
    internal static ImageLoadingTransformer In(IHostEnvironment environment, string folder, string output, string input)
    {
        if (!string.IsNullOrEmpty(folder) && !Directory.Exists(folder))
        {
            throw new ArgumentException($"The image folder '{folder}' does not exist.", nameof(folder));
        }

        return new ImageLoadingTransformer(environment, string.IsNullOrEmpty(folder) ? null : Path.GetFullPath(folder), [(output, input)]);
    }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(1);
        (string, string)[] columns = ReadColumns(context.Reader);
        string folder = context.Reader.ReadString();
        return new ImageLoadingTransformer(environment, folder.Length == 0 ? null : folder, columns);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ImageLoadingTransformer), 1);
        WriteColumns(ctx.Writer);
        ctx.Writer.Write(ImageFolder ?? "");
    }

    private protected override DataViewSchema.DetachedColumn MakeColumn(int pair, DataViewSchema.Column input) => input.Type is TextDataViewType
        ? new DataViewSchema.DetachedColumn(Columns[pair].Output, new ImageDataViewType())
        : throw Errors.WrongType(input.Name, TextDataViewType.Instance.ToString(), input.Type.ToString());

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out Action disposer)
    {
        ValueGetter<ReadOnlyMemory<char>> path = row.GetGetter<ReadOnlyMemory<char>>(input);
        ReadOnlyMemory<char> text = default;
        MLImage last = null;
        disposer = () => last?.Dispose();
        return (ValueGetter<MLImage>)((ref MLImage image) =>
        {
            image?.Dispose();
            image = null;
            path(ref text);
            image = text.IsEmpty ? null : Read(Path.Combine(ImageFolder ?? "", text.ToString()));
            last = image;
        });
    }

    private static MLImage Read(string path)
    {
        MLImage image = MLImage.Decode(File.ReadAllBytes(path), $"'{path}'", nameof(path));
        image.Tag = path;
        return image;
    }
}
