// One pair, five prompts: each asks for another picture, and a paraphrase asks for the same one again.
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Scenes;

(string Prompt, string Paraphrase)[] prompts =
[
    ("emphasise warm targets", "highlight the people"),
    ("keep the visible colours", "stay close to the visible image"),
    ("clear away fog", "the visible image is hazy"),
    ("suppress glare", "reduce the overexposure"),
    ("raise the contrast", "improve the weak contrast"),
];

RenderedPair scene = Scene.Render(new SceneOptions { Seed = 21, Kind = SceneKind.Street, Time = TimeOfDay.Day, Weather = SceneWeather.Fog });
Plane infrared = new ThermalToneMapping().Apply(scene.Infrared);
using FusionModel model = FusionModel.Shipped(ShippedModels.Text);

RasterImage[] pictures = [.. prompts.Select(p => model.Fuse(infrared, scene.Visible, p.Prompt))];
RasterImage[] again = [.. prompts.Select(p => model.Fuse(infrared, scene.Visible, p.Paraphrase))];
ContactSheet sheet = new(["infrared", "visible", "neutral", .. prompts.Select(p => $"\"{p.Prompt}\"")]);
sheet.Add("each prompt", [Bt601.ToGray(infrared), scene.Visible, model.Fuse(infrared, scene.Visible), .. pictures]);
sheet.Add("and said otherwise", [Bt601.ToGray(infrared), scene.Visible, model.Fuse(infrared, scene.Visible, ""), .. again]);
string path = Path.Combine(Path.GetTempPath(), "ivif-prompts.png");
ImageCodecs.Default.Write(sheet.Draw(), path);

double same = pictures.Zip(again, Distance).Average();
double other = pictures.SelectMany((one, i) => pictures.Skip(i + 1).Select(two => Distance(one, two))).Average();
Console.WriteLine($"{path}: different prompts {other:F1} gray levels apart, paraphrases {same:F1}");
return other > 10 && other > 3 * same ? 0 : 1;

static double Distance(RasterImage one, RasterImage two) =>
    255 * Bt601.Luminance(one).Array.Zip(Bt601.Luminance(two).Array, (a, b) => Math.Abs(a - b)).Average();
