using IvifMl.Imaging;
using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>A fused picture and its sources, as they are scored: pixels of their own, valid beyond the row they come from.</summary>
internal sealed record FusionPictures(RasterImage Infrared, RasterImage Visible, RasterImage Fused)
{
    public static FusionPictures Of(MLImage? infrared, MLImage? visible, MLImage? fused) =>
        new(Pixels(infrared, "infrared"), Pixels(visible, "visible"), Pixels(fused, "fused"));

    /// <summary>A function that reads the pictures of the row on which a cursor stands.</summary>
    public static Func<FusionPictures> Reader(DataViewRow row, EvaluatedColumns columns)
    {
        Func<RasterImage> infrared = Reader(row, columns.Infrared, "infrared");
        Func<RasterImage> visible = Reader(row, columns.Visible, "visible");
        Func<RasterImage> fused = Reader(row, columns.Fused, "fused");
        return () => new(infrared(), visible(), fused());
    }

    public FusionScore Score(MetricProfile profile) => FusionScorer.Score(Infrared, Visible, Fused, profile);

    // The image of the row before is handed back, so that a source that reuses or disposes its images can.
    private static Func<RasterImage> Reader(DataViewRow row, string column, string which)
    {
        ValueGetter<MLImage> getter = row.GetGetter<MLImage>(row.Schema[column]);
        MLImage image = null!;
        return () =>
        {
            getter(ref image);
            return Pixels(image, which);
        };
    }

    /// <summary>An MLImage always has colours; where all pixels are gray it is scored as the gray picture that it was.</summary>
    private static RasterImage Pixels(MLImage? image, string which)
    {
        RasterImage colour = image?.ToRasterImage() ?? throw new InvalidOperationException($"A row has no {which} image; a fused image is scored against both of its sources.");
        ReadOnlySpan<byte> bytes = colour.Bytes;
        byte[] gray = new byte[bytes.Length / 3];
        for (int i = 0; i < gray.Length; i++)
        {
            byte red = bytes[3 * i];
            if (bytes[(3 * i) + 1] != red || bytes[(3 * i) + 2] != red)
            {
                return colour;
            }

            gray[i] = red;
        }

        return RasterImage.FromBytes(colour.Height, colour.Width, 1, gray);
    }
}

/// <summary>The columns of an evaluation.</summary>
internal sealed record EvaluatedColumns(string Fused, string Infrared, string Visible, string? Name)
{
    /// <summary>Checks that the data has three image columns; takes the names where there is a text column of names.</summary>
    public static EvaluatedColumns Check(DataViewSchema schema, string fused, string infrared, string visible, string name, string component)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fused);
        ArgumentException.ThrowIfNullOrWhiteSpace(infrared);
        ArgumentException.ThrowIfNullOrWhiteSpace(visible);
        foreach (string column in (string[])[fused, infrared, visible])
        {
            SchemaShapes.CheckImage(schema, column, component, nameof(schema));
        }

        return new(fused, infrared, visible, schema.GetColumnOrNull(name)?.Type == TextDataViewType.Instance ? name : null);
    }

    public IEnumerable<DataViewSchema.Column> In(DataViewSchema schema) =>
        Images(schema).Concat(Name is null ? [] : [schema[Name]]).DistinctBy(c => c.Index);

    public IEnumerable<DataViewSchema.Column> Images(DataViewSchema schema) => ((string[])[Infrared, Visible, Fused]).Select(name => schema[name]).DistinctBy(c => c.Index);
}
