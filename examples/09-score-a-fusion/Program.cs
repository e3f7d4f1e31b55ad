// Fuses rendered scenes and scores the pictures as ML.NET metrics, beside the two sources taken as if they were fused pictures.
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Scenes;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

InfraredVisiblePair[] pairs = [.. Enumerable.Range(1, 4).Select(seed =>
{
    RenderedPair scene = Scene.Render(new SceneOptions { Seed = (ulong)seed, Time = TimeOfDay.Night, Width = 320, Height = 240 });
    Plane infrared = new ThermalToneMapping().Apply(scene.Infrared);
    return new InfraredVisiblePair { Infrared = Bt601.ToGray(infrared).ToMLImage(), Visible = scene.Visible.ToMLImage() };
})];

MLContext ml = new(seed: 1);
ml.Log += (_, e) =>
{
    if (e.Source == "IvifMl; Evaluate" && e.Kind == ChannelMessageKind.Warning)
    {
        Console.WriteLine(e.RawMessage);
    }
};
IDataView data = ml.Data.LoadFromEnumerable(pairs);
IDataView fused = ml.Transforms.FuseInfraredVisible("Fused").Fit(data).Transform(data);

FusionMetrics quality = ml.Fusion.Evaluate(fused);
FusionMetrics visible = ml.Fusion.Evaluate(fused, fusedColumnName: "Visible");
FusionMetrics infraredAlone = ml.Fusion.Evaluate(fused, fusedColumnName: "Infrared");
foreach ((string name, FusionMetrics m) in (ReadOnlySpan<(string, FusionMetrics)>)[("fused", quality), ("visible", visible), ("infrared", infraredAlone)])
{
    Console.WriteLine($"{name,-9} EN {m.EN:F2}  SSIM {m.SSIM:F3}  Qabf {m.Qabf:F3}  SCD {m.SCD,6:F3}  (SSIM deviates by {m[FusionMetric.StructuralSimilarity].StandardDeviation:F3})");
}

// The same scores as a vector column: features for any trainer, saved with its profile in a plain ML.NET zip.
MetricProfile two = MetricProfile.Strict with { Name = "two", Metrics = [FusionMetric.Entropy, FusionMetric.StructuralSimilarity] };
ITransformer scoring = ml.Transforms.FuseInfraredVisible("Fused").Append(ml.Transforms.ScoreFusion("Quality", profile: two)).Fit(data);
string zip = Path.Combine(Path.GetTempPath(), $"scoring-{Guid.NewGuid():N}.zip");
ml.Model.Save(scoring, null, zip);
float[] similarity = [.. new MLContext().Model.Load(zip, out _).Transform(data).GetColumn<float[]>("Quality").Select(v => v[1])];
File.Delete(zip);

double off = Math.Abs(similarity.Average() - quality.SSIM);
Console.WriteLine($"mean SSIM read back from the zip: {similarity.Average():F4}, off by {off:E1}");

// A picture that is one of its sources has no SCD (0/0): that is counted and said, and in no mean.
int undefined = visible[FusionMetric.SumOfCorrelationsOfDifferences].Undefined;
return off < 1e-6 && undefined == 4 && quality.SCD > 0.5 && quality.EN > infraredAlone.EN ? 0 : 1;
