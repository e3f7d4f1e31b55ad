namespace IvifMl.Imaging;

/// <summary>
/// The one layout of a data set of pairs: a folder with <c>ir/</c> and <c>vi/</c> and, where there are any, <c>text/NAME.txt</c> (UTF-8,
/// one sentence a line) and <c>labels/NAME.txt</c> (YOLO's text format) with <c>labels/classes.txt</c>. NAME is that of the pair's images.
/// </summary>
public static class PairLayout
{
    /// <summary>Folder of the infrared images.</summary>
    public const string InfraredFolder = "ir";

    /// <summary>Folder of the visible images, of the same names; extensions may differ.</summary>
    public const string VisibleFolder = "vi";

    /// <summary>Folder of the sentences about the pairs.</summary>
    public const string TextFolder = "text";

    /// <summary>Folder of the boxes of the pairs.</summary>
    public const string LabelFolder = "labels";

    /// <summary>Name of the file that names the classes, in <see cref="LabelFolder"/>.</summary>
    public const string ClassesFile = "classes.txt";

    /// <summary>Extension of the files in <see cref="TextFolder"/> and <see cref="LabelFolder"/>.</summary>
    public const string TextExtension = ".txt";
}
