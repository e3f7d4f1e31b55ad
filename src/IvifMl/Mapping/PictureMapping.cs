using IvifMl.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Input of <see cref="ToPictureFactory"/>.</summary>
internal sealed class ScoredRow
{
    [ColumnName(ColumnNames.Fused)]
    public float[] Fused { get; set; } = [];

    [ColumnName(ColumnNames.Infrared)]
    public float[] Infrared { get; set; } = [];

    [ColumnName(ColumnNames.Shape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];

    [ColumnName(ColumnNames.Pixels)]
    public byte[] Pixels { get; set; } = [];

    [ColumnName(ColumnNames.PictureSettings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>The fused picture of a row.</summary>
internal sealed class PictureRow
{
    [ColumnName(ColumnNames.FusedImage)]
    public MLImage? Fused { get; set; }
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToPictureFactory : CustomMappingFactory<ScoredRow, PictureRow>
{
    public const string Contract = "IvifMl.ToPicture/1";

    static ToPictureFactory() => ImageColumns.Register();

    // Each row gets a picture of its own, which the reader keeps and disposes: engines and enumerables hand it out.
    public override Action<ScoredRow, PictureRow> GetMapping() => static (row, result) =>
    {
        (int height, int width) = PlaneVectors.SizeOf(row.Shape);
        FusedPlanes fused = FusedPlanes.Of(row.Fused, height, width);
        Plane infrared = PlaneVectors.ToPlane(row.Infrared, row.Shape);
        RasterImage visible = RasterImage.FromBytes(height, width, 3, row.Pixels);
        result.Fused = FusionSteps.Compose(visible, fused, infrared, PictureSettings.FromVector(row.Settings)).ToMLImage();
    };
}
