using IvifMl.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Images of a pair.</summary>
internal sealed class PairRow
{
    [ColumnName(ColumnNames.InfraredImage)]
    public MLImage? Infrared { get; set; }

    [ColumnName(ColumnNames.VisibleImage)]
    public MLImage? Visible { get; set; }
}

/// <summary>What a fusion graph is fed with, and the visible pixels for its colours, so that the visible image is read once.</summary>
internal sealed class PlanesRow
{
    [ColumnName(ColumnNames.Infrared)]
    public float[] Infrared { get; set; } = [];

    [ColumnName(ColumnNames.Visible)]
    public float[] Visible { get; set; } = [];

    [ColumnName(ColumnNames.Shape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];

    [ColumnName(ColumnNames.Pixels)]
    public byte[] Pixels { get; set; } = [];
}

/// <summary>The same before the infrared was aligned to the visible.</summary>
internal sealed class UnalignedPlanesRow
{
    [ColumnName(ColumnNames.InfraredRaw)]
    public float[] Infrared { get; set; } = [];

    [ColumnName(ColumnNames.InfraredShape), VectorType(1, 4)]
    public long[] InfraredShape { get; set; } = [];

    [ColumnName(ColumnNames.Visible)]
    public float[] Visible { get; set; } = [];

    [ColumnName(ColumnNames.Shape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];

    [ColumnName(ColumnNames.Pixels)]
    public byte[] Pixels { get; set; } = [];
}

/// <summary>Input of <see cref="AlignFactory"/>.</summary>
internal sealed class AlignmentRequestRow
{
    [ColumnName(ColumnNames.InfraredRaw)]
    public float[] Infrared { get; set; } = [];

    [ColumnName(ColumnNames.InfraredShape), VectorType(1, 4)]
    public long[] InfraredShape { get; set; } = [];

    [ColumnName(ColumnNames.Shape), VectorType(1, 4)]
    public long[] Shape { get; set; } = [];

    [ColumnName(ColumnNames.AlignmentSettings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>The aligned infrared.</summary>
internal sealed class AlignedRow
{
    [ColumnName(ColumnNames.Infrared)]
    public float[] Infrared { get; set; } = [];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToPlanesFactory : CustomMappingFactory<PairRow, PlanesRow>
{
    public const string Contract = "IvifMl.ToPlanes/1";

    static ToPlanesFactory() => ImageColumns.Register();

    public override Action<PairRow, PlanesRow> GetMapping() => static (row, result) =>
    {
        (Plane infrared, Plane luminance, RasterImage visible) = PlaneVectors.Unpack(row);
        infrared = FusionSteps.Align(infrared, luminance.Height, luminance.Width, PairAlignment.Default);
        result.Infrared = infrared.Array;
        result.Visible = luminance.Array;
        result.Shape = PlaneVectors.ShapeOf(luminance);
        result.Pixels = visible.Bytes.ToArray();
    };
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class ToUnalignedPlanesFactory : CustomMappingFactory<PairRow, UnalignedPlanesRow>
{
    public const string Contract = "IvifMl.ToUnalignedPlanes/1";

    static ToUnalignedPlanesFactory() => ImageColumns.Register();

    public override Action<PairRow, UnalignedPlanesRow> GetMapping() => static (row, result) =>
    {
        (Plane infrared, Plane luminance, RasterImage visible) = PlaneVectors.Unpack(row);
        result.Infrared = infrared.Array;
        result.InfraredShape = PlaneVectors.ShapeOf(infrared);
        result.Visible = luminance.Array;
        result.Shape = PlaneVectors.ShapeOf(luminance);
        result.Pixels = visible.Bytes.ToArray();
    };
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class AlignFactory : CustomMappingFactory<AlignmentRequestRow, AlignedRow>
{
    public const string Contract = "IvifMl.Align/1";

    public override Action<AlignmentRequestRow, AlignedRow> GetMapping() => static (row, result) =>
    {
        Plane infrared = PlaneVectors.ToPlane(row.Infrared, row.InfraredShape);
        (int height, int width) = PlaneVectors.SizeOf(row.Shape);
        result.Infrared = FusionSteps.Align(infrared, height, width, AlignmentSettings.FromVector(row.Settings)).Array;
    };
}
