using IvifMl.Imaging;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace IvifMl.Mapping;

/// <summary>Input of <see cref="AnchorFactory"/>.</summary>
internal sealed class PathRow
{
    [ColumnName(ColumnNames.Path)]
    public string Path { get; set; } = "";
}

/// <summary>A number that an ONNX graph of constants can be asked with: ML.NET scores no graph without an input.</summary>
internal sealed class AnchorRow
{
    [ColumnName(ColumnNames.Anchor), VectorType(1)]
    public float[] Anchor { get; set; } = [0];
}

/// <summary>A path and how its counts become 0–1.</summary>
internal sealed class ThermalRequestRow
{
    [ColumnName(ColumnNames.Path)]
    public string Path { get; set; } = "";

    [ColumnName(ColumnNames.Settings)]
    public float[] Settings { get; set; } = [];
}

/// <summary>The thermal picture of a row.</summary>
internal sealed class ThermalImageRow
{
    [ColumnName(ColumnNames.Thermal)]
    public MLImage? Thermal { get; set; }
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class AnchorFactory : CustomMappingFactory<PathRow, AnchorRow>
{
    public const string Contract = "IvifMl.Anchor/1";

    public override Action<PathRow, AnchorRow> GetMapping() => static (_, result) => result.Anchor = [0];
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class LoadThermalFactory : CustomMappingFactory<ThermalRequestRow, ThermalImageRow>
{
    public const string Contract = "IvifMl.LoadThermal/1";

    static LoadThermalFactory() => ImageColumns.Register();

    public override Action<ThermalRequestRow, ThermalImageRow> GetMapping() => static (request, result) =>
    {
        // The row object is the cursor's own, so the picture of the row before is no longer in use.
        result.Thermal?.Dispose();
        Plane mapped = ThermalSettings.FromVector(request.Settings).Apply(ImageCodecs.Default.Read(request.Path));
        result.Thermal = Bt601.ToGray(mapped, SampleType.UInt8).ToMLImage();
    };
}
