// From two folders to one ML.NET zip, and back in a fresh context: the pictures are the same, byte for byte.
using System.Security.Cryptography;
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Scenes;
using Microsoft.ML;
using Microsoft.ML.Data;

string folder = Directory.CreateTempSubdirectory("ivifml-example-").FullName;
foreach (string name in (string[])["ir", "vi"])
{
    Directory.CreateDirectory(Path.Combine(folder, name));
}

for (int seed = 1; seed <= 3; seed++)
{
    RenderedPair scene = Scene.Render(new SceneOptions { Seed = (ulong)seed, Width = 320, Height = 240 });
    ImageCodecs.Default.Write(scene.Infrared, Path.Combine(folder, "ir", $"scene{seed}.png"));
    ImageCodecs.Default.Write(scene.Visible, Path.Combine(folder, "vi", $"scene{seed}.png"));
}

MLContext ml = new(seed: 1);
IDataView pairs = ml.Data.LoadInfraredVisiblePairs(Path.Combine(folder, "ir"), Path.Combine(folder, "vi"));
var pipeline = ml.Transforms.LoadThermalImages("Infrared", "InfraredPath")
    .Append(ml.Transforms.LoadImages("Visible", null, "VisiblePath"))
    .Append(ml.Transforms.FuseInfraredVisible("Fused", "Infrared", "Visible"));
ITransformer model = pipeline.Fit(pairs);
string zip = Path.Combine(folder, "fusion.zip");
ml.Model.Save(model, pairs.Schema, zip);
ITransformer loaded = new MLContext().Model.Load(zip, out _);

List<string> before = Hashes(model.Transform(pairs));
List<string> after = Hashes(loaded.Transform(pairs));
Console.WriteLine($"{before.Count} pairs fused; {before.Zip(after).Count(p => p.First == p.Second)} the same after saving and loading ({new FileInfo(zip).Length / 1024} KB)");
Directory.Delete(folder, recursive: true);
return before.Count == 3 && before.SequenceEqual(after) ? 0 : 1;

// Images live as long as the cursor stands on their row, so they are read inside it.
static List<string> Hashes(IDataView data)
{
    List<string> hashes = [];
    using DataViewRowCursor cursor = data.GetRowCursor([data.Schema["Fused"]]);
    ValueGetter<MLImage> getter = cursor.GetGetter<MLImage>(data.Schema["Fused"]);
    MLImage image = null!;
    while (cursor.MoveNext())
    {
        getter(ref image);
        hashes.Add(Convert.ToHexString(SHA256.HashData(image.GetBGRPixels)));
    }

    return hashes;
}
