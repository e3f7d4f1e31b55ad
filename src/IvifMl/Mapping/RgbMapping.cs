using IvifMl.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Input of <see cref="ToRgbFactory"/>.</summary>
internal sealed class ImageRow
{
    [ColumnName(ColumnNames.Image)]
    public MLImage? Image { get; set; }
}

/// <summary>A picture as planes.</summary>
internal sealed class RgbRow
{
    [ColumnName(ColumnNames.Rgb)]
    public float[] Rgb { get; set; } = [];

    [ColumnName(ColumnNames.RgbShape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToRgbFactory : CustomMappingFactory<ImageRow, RgbRow>
{
    public const string Contract = "IvifMl.ToRgb/1";

    static ToRgbFactory() => ImageColumns.Register();

    public override Action<ImageRow, RgbRow> GetMapping() => static (row, result) =>
    {
        RasterImage image = (row.Image ?? throw new InvalidOperationException("A row has no image; EmbedImage needs one.")).ToRasterImage();
        result.Rgb = RgbPlanes.Of(image);
        result.Shape = RgbPlanes.ShapeOf(image);
    };
}
