// Trains a fusion network on rendered scenes by saying what a good fusion is: the loss falls, and the score beats the start.
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Scenes;
using IvifMl.Training;
using Microsoft.ML;

InfraredVisiblePair Render(int seed)
{
    RenderedPair scene = Scene.Render(new SceneOptions { Seed = (ulong)seed, Width = 160, Height = 128 });
    return new() { Infrared = Bt601.ToGray(new ThermalToneMapping().Apply(scene.Infrared)).ToMLImage(), Visible = scene.Visible.ToMLImage() };
}

MLContext ml = new(seed: 1);
IDataView training = ml.Data.LoadFromEnumerable(Enumerable.Range(1, 12).Select(Render).ToArray());
IDataView unseen = ml.Data.LoadFromEnumerable(Enumerable.Range(100, 4).Select(Render).ToArray());

List<double> losses = [];
FusionTransformer Train(int epochs) => ml.Fusion.Trainers.LanguageDriven(new LanguageDrivenOptions
{
    Epochs = epochs,
    Repeats = 1,
    BatchSize = 2,
    CropSide = 96,
    LearningRate = 2e-3,
    ValidationShare = 0,
    ReportEvery = 6,
    Loss = new() { Language = LanguageLossOptions.LdFusion with { PatchWeight = 2, Patches = new() { Count = 2 } } },
    Progress = new Reporter(report =>
    {
        losses.Add(report.Loss);
        Console.WriteLine($"step {report.Step,3} of {report.Steps}: loss {report.Loss:F4}, language {report.Terms["Language"]:F4}");
    }),
}).Fit(training);

using FusionTransformer start = Train(epochs: 1);
losses.Clear();
using FusionTransformer trained = Train(epochs: 12);
FusionMetrics before = ml.Fusion.Evaluate(start.Transform(unseen));
FusionMetrics after = ml.Fusion.Evaluate(trained.Transform(unseen));
Console.WriteLine($"unseen scenes, after 1 epoch:   Qabf {before.Qabf:F3}  VIF {before.VIF:F3}  SSIM {before.SSIM:F3}");
Console.WriteLine($"unseen scenes, after 12 epochs: Qabf {after.Qabf:F3}  VIF {after.VIF:F3}  SSIM {after.SSIM:F3}");
return losses[^1] < losses[0] && after.Qabf > before.Qabf ? 0 : 1;

internal sealed class Reporter(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => hear(value);
}
