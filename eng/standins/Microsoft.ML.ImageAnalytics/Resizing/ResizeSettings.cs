namespace Microsoft.ML.Transforms.Image;

/// <summary>The size of resized images and how they come to it.</summary>
internal sealed class ResizeSettings
{
    public ResizeSettings(int width, int height, ImageResizingEstimator.ResizingKind kind, ImageResizingEstimator.Anchor anchor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (!Enum.IsDefined(kind) || !Enum.IsDefined(anchor))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), $"There is no way of resizing {kind} anchored {anchor}.");
        }

        (Width, Height, Kind, Anchor) = (width, height, kind, anchor);
        Type = new ImageDataViewType(height, width);
    }

    public int Width { get; }

    public int Height { get; }

    public ImageResizingEstimator.ResizingKind Kind { get; }

    public ImageResizingEstimator.Anchor Anchor { get; }

    public ImageDataViewType Type { get; }

    public static ResizeSettings Read(BinaryReader reader) => new(
        reader.ReadInt32(), reader.ReadInt32(), (ImageResizingEstimator.ResizingKind)reader.ReadByte(), (ImageResizingEstimator.Anchor)reader.ReadByte());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Width);
        writer.Write(Height);
        writer.Write((byte)Kind);
        writer.Write((byte)Anchor);
    }
}
