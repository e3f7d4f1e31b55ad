using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>One pair of files: a row of <see cref="LoadInfraredVisiblePairsExtensions"/>.</summary>
public class PairFiles
{
    /// <summary>The pair's name: the files' name without extension, or the first column of a table of pairs.</summary>
    public string Name { get; set; } = "";

    /// <summary>Path of the infrared image.</summary>
    public string InfraredPath { get; set; } = "";

    /// <summary>Path of the visible image.</summary>
    public string VisiblePath { get; set; } = "";
}

/// <summary>Two images in memory: the input of a prediction engine over a fusion model with the default column names.</summary>
public sealed class InfraredVisiblePair
{
    static InfraredVisiblePair() => ImageColumns.Register();

    /// <summary>The infrared image, 8-bit, tone-mapped.</summary>
    public MLImage? Infrared { get; set; }

    /// <summary>The visible image, of the same size.</summary>
    public MLImage? Visible { get; set; }
}

/// <summary>The fused picture: the output of a prediction engine over a fusion model with the default column name.</summary>
public sealed class FusedPicture
{
    static FusedPicture() => ImageColumns.Register();

    /// <summary>The fused picture; the reader disposes it.</summary>
    public MLImage? Fused { get; set; }
}
