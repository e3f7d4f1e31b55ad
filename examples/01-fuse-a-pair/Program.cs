// Fuses one pair in memory and checks that what only the infrared shows is in the picture.
using IvifMl;
using IvifMl.Imaging;
using IvifMl.Scenes;

// A rendered night street: people in the dark, hardly there in the visible.
RenderedPair scene = Scene.Render(new SceneOptions { Seed = 7, Kind = SceneKind.Street, Time = TimeOfDay.Night, Width = 640, Height = 480 });
Plane infrared = new ThermalToneMapping().Apply(scene.Infrared);

using FusionModel model = FusionModel.Shipped();
RasterImage fused = model.Fuse(infrared, scene.Visible);

string path = Path.Combine(Path.GetTempPath(), "fused.png");
ImageCodecs.Default.Write(fused, path);

// How much brighter people are than the picture as a whole.
double Contrast(Plane luminance)
{
    (double people, int count, double all) = (0, 0, 0);
    foreach (SceneBox box in scene.Boxes.Where(b => b.Label == "person"))
    {
        for (int y = box.Y0; y < box.Y1; y++)
        {
            for (int x = box.X0; x < box.X1; x++, count++)
            {
                people += luminance[y, x];
            }
        }
    }

    foreach (float value in luminance.Values)
    {
        all += value;
    }

    return (people / count) - (all / luminance.Length);
}

(double before, double after) = (Contrast(Bt601.Luminance(scene.Visible)), Contrast(Bt601.Luminance(fused)));
Console.WriteLine($"{path}: people stand out by {after:F3} (in the visible by {before:F3})");
return after > before + 0.05 ? 0 : 1;
