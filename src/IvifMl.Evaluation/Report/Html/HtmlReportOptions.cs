namespace IvifMl.Evaluation;

/// <summary>Options of <see cref="HtmlReport"/>. They bound the file's size.</summary>
public sealed record HtmlReportOptions
{
    /// <summary>The default of <see cref="PictureWidth"/>.</summary>
    public const int DefaultPictureWidth = 240;

    /// <summary>The default of <see cref="MaximumPictures"/>.</summary>
    public const int DefaultMaximumPictures = 500;

    /// <summary>The default of <see cref="JpegQuality"/>.</summary>
    public const int DefaultJpegQuality = 82;

    /// <summary>The page's title.</summary>
    /// <value>The default value is "Fusion evaluation".</value>
    public string Title { get; init; } = "Fusion evaluation";

    /// <summary>Width in pixels at which pictures and crops are embedded; smaller ones stay as they are.</summary>
    /// <value>The default value is 240.</value>
    public int PictureWidth { get; init; } = DefaultPictureWidth;

    /// <summary>
    /// Pictures shown at most, over all pairs and methods; where there are more, pairs are taken evenly from first to last, but one at least.
    /// Each is embedded whole and as a crop: about 20 kB together at the default width.
    /// </summary>
    /// <value>The default value is 500.</value>
    public int MaximumPictures { get; init; } = DefaultMaximumPictures;

    /// <summary>JPEG quality of the embedded pictures, 1–100.</summary>
    /// <value>The default value is 82.</value>
    public int JpegQuality { get; init; } = DefaultJpegQuality;

    /// <summary>Pairs in work at once.</summary>
    /// <value>The default value is the number of processors.</value>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Hears how many pairs' pictures are made, and of how many.</summary>
    /// <value>The default value is null.</value>
    public IProgress<(int Done, int Total)>? Progress { get; init; }

    /// <summary>Stops the making of the report.</summary>
    /// <value>The default value is <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (PictureWidth is < 32 or > 2048)
        {
            throw new ArgumentException($"PictureWidth is {PictureWidth}; pictures are embedded 32 to 2048 pixels wide.");
        }

        if (MaximumPictures < 0)
        {
            throw new ArgumentException($"MaximumPictures is {MaximumPictures}; 0 leaves pictures out, more shows them.");
        }

        if (JpegQuality is < 1 or > 100)
        {
            throw new ArgumentException($"JpegQuality is {JpegQuality}; it goes from 1 to 100.");
        }

        if (Parallelism < 1)
        {
            throw new ArgumentException($"Parallelism is {Parallelism}; at least one pair must be in work.");
        }
    }
}
