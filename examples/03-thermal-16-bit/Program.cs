// 16-bit thermal counts: three ways to 0-1, and what each does to the contrast of the fused picture.
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Scenes;

RenderedPair scene = Scene.Render(new SceneOptions { Seed = 5, Kind = SceneKind.Forest, Width = 640, Height = 480 });
Plane counts = ThermalToneMapping.Raw(scene.Infrared);
float low = counts.Array.Min();
float high = counts.Array.Max();
Console.WriteLine($"counts from {low:F0} to {high:F0} of 65535: shown as they are, the picture is flat");

using FusionModel model = FusionModel.Shipped();
double flat = Spread(new ThermalToneMapping { Mode = ToneMappingMode.FixedRange, Low = 0, High = 65535 });
double percentile = Spread(new ThermalToneMapping { Mode = ToneMappingMode.Percentile });
double plateau = Spread(new ThermalToneMapping { Mode = ToneMappingMode.PlateauHistogram });
return percentile > 5 * flat && plateau > 5 * flat ? 0 : 1;

// Standard deviation of the mapped infrared, 0-255; the fused picture is written beside.
double Spread(ThermalToneMapping mapping)
{
    Plane infrared = mapping.Apply(scene.Infrared);
    double mean = infrared.Array.Average();
    double deviation = 255 * Math.Sqrt(infrared.Array.Average(v => (v - mean) * (v - mean)));
    string path = Path.Combine(Path.GetTempPath(), $"thermal-{mapping.Mode}.png");
    ImageCodecs.Default.Write(model.Fuse(infrared, scene.Visible), path);
    Console.WriteLine($"{mapping.Mode,-16} standard deviation {deviation,5:F1} of 255, fused picture at {path}");
    return deviation;
}
