using IvifMl.Imaging;

namespace IvifMl.Tests.Support;

/// <summary>One real pair under <c>../shared/data</c>.</summary>
/// <param name="DataSet">Its data set, such as RoadScene.</param>
/// <param name="Name">The file name without extension.</param>
/// <param name="InfraredPath">The infrared file.</param>
/// <param name="VisiblePath">The visible file.</param>
public sealed record TestPair(string DataSet, string Name, string InfraredPath, string VisiblePath)
{
    /// <summary>The decoded infrared, as the file holds it.</summary>
    public RasterImage ReadInfrared() => ImageCodecs.Default.Read(InfraredPath);

    /// <summary>The infrared as 0–1 with the default tone mapping.</summary>
    public Plane ReadInfraredPlane() => new ThermalToneMapping().Apply(ReadInfrared());

    /// <summary>The decoded visible.</summary>
    public RasterImage ReadVisible() => ImageCodecs.Default.Read(VisiblePath);

    /// <inheritdoc/>
    public override string ToString() => $"{DataSet}/{Name}";
}
