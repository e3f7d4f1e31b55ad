using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl;

/// <summary>Makes image columns known to ML.NET's type manager, which each process must do before it reads them through a row class.</summary>
internal static class ImageColumns
{
    static ImageColumns() => DataViewTypeManager.Register(new ImageDataViewType(), typeof(MLImage));

    /// <summary>Registers image columns of unknown size, once for the process.</summary>
    public static void Register()
    {
    }

    /// <summary>Registers the type of a column of one known size, as ResizeImages makes it.</summary>
    public static void Register(DataViewType type)
    {
        Register();
        if (type is ImageDataViewType { Width: > 0, Height: > 0 } image)
        {
            new ImageTypeAttribute(image.Height, image.Width).Register();
        }
    }
}
