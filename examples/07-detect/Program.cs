// Fuses a night pair, finds people and vehicles in it with the shipped detector, and draws them: all of it from one plain ML.NET zip.
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Scenes;
using Microsoft.ML;

// A rendered night street that the detector was not trained on. The renderer knows where everybody is.
RenderedPair scene = Scene.Render(new SceneOptions { Seed = 2_000_009, Kind = SceneKind.Street, Time = TimeOfDay.Night, Width = 640, Height = 480 });
RasterImage infrared = Bt601.ToGray(new ThermalToneMapping().Apply(scene.Infrared));
InfraredVisiblePair pair = new() { Infrared = infrared.ToMLImage(), Visible = scene.Visible.ToMLImage() };

MLContext ml = new(seed: 1);
IDataView pairs = ml.Data.LoadFromEnumerable([pair]);
ITransformer model = ml.Transforms.FuseInfraredVisible("Fused").Append(ml.Transforms.DetectObjects("Fused")).Fit(pairs);
string zip = Path.Combine(Path.GetTempPath(), $"detect-{Guid.NewGuid():N}.zip");
ml.Model.Save(model, null, zip);
MLContext other = new();
ITransformer loaded = other.Model.Load(zip, out _);
File.Delete(zip);

using PredictionEngine<InfraredVisiblePair, DetectedObjects> engine = other.Model.CreatePredictionEngine<InfraredVisiblePair, DetectedObjects>(loaded);
IReadOnlyList<DetectedBox> found = engine.Predict(pair).ToBoxes();
foreach (DetectedBox box in found)
{
    Console.WriteLine($"{box.Label,-8} {box.Score:F2}  {box.Box.Left,3:F0} {box.Box.Top,3:F0} {box.Box.Right,3:F0} {box.Box.Bottom,3:F0}");
}

using FusionModel fusion = FusionModel.From(loaded);
using DetectorModel detector = DetectorModel.From(loaded);
RasterImage fused = fusion.Fuse(Bt601.Luminance(infrared), scene.Visible);
string path = Path.Combine(Path.GetTempPath(), "detected.png");
ImageCodecs.Default.Write(DetectionDrawing.Draw(fused, found), path);

// How many of the people are found, IoU at least 0.5.
DetectionBox[] people = [.. scene.Boxes.Where(b => b.Label == "person" && b.Occlusion < 0.5f && b.Height >= 20).Select(b => new DetectionBox(b.X0, b.Y0, b.X1, b.Y1))];
int Hits(IEnumerable<DetectedBox> boxes) => people.Count(person => boxes.Any(box => box.Label == "person" && box.Box.IntersectionOverUnion(person) >= 0.5));
(int inFused, int inVisible) = (Hits(found), Hits(detector.Detect(scene.Visible)));
(string, double)[] Listed(IEnumerable<DetectedBox> boxes) => [.. boxes.Select(box => (box.Label, Math.Round(box.Score, 3)))];
bool same = Listed(found).SequenceEqual(Listed(detector.Detect(fused)));
Console.WriteLine($"{path}: {inFused} of {people.Length} people found (in the visible alone {inVisible}); {(same ? "the same" : "NOT the same")} in memory");
return same && inFused >= 0.7 * people.Length && inFused >= inVisible ? 0 : 1;
