using System.Runtime.InteropServices;

namespace IvifMl;

/// <summary>What can be wrong with a data set.</summary>
public enum DataSetProblemKind
{
    /// <summary>An image has no partner in the other folder.</summary>
    MissingPartner = 0,

    /// <summary>A file cannot be read: no image, damaged, or no permission.</summary>
    Unreadable = 1,

    /// <summary>The two images of a pair differ in size.</summary>
    SizesDiffer = 2,

    /// <summary>A line is no box, or its class has no name.</summary>
    BadLabel = 3,

    /// <summary>A box leaves the picture by more than half a pixel.</summary>
    BoxOutOfRange = 4,

    /// <summary>A file of sentences has none.</summary>
    EmptyText = 5,

    /// <summary>A file of sentences or boxes belongs to no pair.</summary>
    WithoutPair = 6,

    /// <summary>There are boxes, but no file that names their classes.</summary>
    NoClassNames = 7,
}

/// <summary>Something wrong with a data set.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">What exactly and where, in one sentence.</param>
public sealed record DataSetProblem(DataSetProblemKind Kind, string Message);

/// <summary>How many pairs have visible images of a size.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pairs">Pairs.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DataSetSize(int Width, int Height, int Pairs);

/// <summary>What is in a data set, and what is wrong with it.</summary>
/// <param name="Pairs">Pairs.</param>
/// <param name="Sizes">Sizes of the readable visible images, the most frequent first.</param>
/// <param name="PairsWithText">Pairs with a sentence.</param>
/// <param name="Sentences">Sentences.</param>
/// <param name="LabelledPairs">Pairs with a file of boxes, be it empty.</param>
/// <param name="BoxesByClass">Boxes by class name, in ordinal order; a class that is named and has no box is there with 0.</param>
/// <param name="Problems">What is wrong, by kind, then in the order of the pairs.</param>
public sealed record DataSetReport(
    int Pairs,
    IReadOnlyList<DataSetSize> Sizes,
    int PairsWithText,
    int Sentences,
    int LabelledPairs,
    IReadOnlyDictionary<string, int> BoxesByClass,
    IReadOnlyList<DataSetProblem> Problems);
