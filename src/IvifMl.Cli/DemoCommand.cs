using System.CommandLine;
using IvifMl.Imaging;
using IvifMl.Scenes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Cli;

/// <summary><c>ivif demo</c>: rendered pairs, fused through a saved and reloaded ML.NET model, and one contact sheet.</summary>
internal static class DemoCommand
{
    private const int Width = 640;
    private const int Height = 480;

    private static readonly Option<string> Output = new("--out", "-o") { Description = "Folder for the pictures.", HelpName = "DIR", DefaultValueFactory = _ => "demo-out" };
    private static readonly Option<int> Count = new("--pairs") { Description = "Pairs to render.", DefaultValueFactory = _ => 6 };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Scenes drawn from this seed on, of all kinds in turn; a gallery where left out." };

    /// <summary>Scenes that show what either sensor misses.</summary>
    private static readonly SceneOptions[] Gallery =
    [
        new() { Seed = 203, Kind = SceneKind.Street, Time = TimeOfDay.Night, Weather = SceneWeather.Clear, Smoke = true },
        new() { Seed = 2, Kind = SceneKind.Forest, Time = TimeOfDay.Night, Weather = SceneWeather.Fog },
        new() { Seed = 506 },
        new() { Seed = 511 },
        new() { Seed = 5, Kind = SceneKind.Corridor },
        new() { Seed = 107 },
    ];

    public static Command Create()
    {
        Command command = new("demo", "Render scenes, fuse them, and show what came out. Needs nothing but this tool.") { Output, Count, Seed };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed.GetValue(Output)!, parsed.GetValue(Count), parsed.GetValue(Seed), cancellation)));
        return command;
    }

    private static int Run(string output, int count, int? seed, CancellationToken cancellation)
    {
        if (count < 1)
        {
            throw new ArgumentException($"--pairs is {count}; render at least one.");
        }

        string infrared = Directory.CreateDirectory(Path.Combine(output, "infrared")).FullName;
        string visible = Directory.CreateDirectory(Path.Combine(output, "visible")).FullName;
        string fused = Directory.CreateDirectory(Path.Combine(output, "fused")).FullName;
        PairFiles[] files = [.. Enumerable.Range(0, count).Select(i => Render(i, seed, infrared, visible, cancellation))];
        string[] captions = [.. files.Select(f => f.Name)];
        Console.Out.WriteLine($"rendered {count} pairs: 16-bit thermal in {infrared}, colour in {visible}");

        string zip = SaveModel(files, Path.Combine(output, "fusion.zip"));
        ContactSheet sheet = new("infrared", "visible", "fused");
        FuseWith(zip, files, fused, sheet, cancellation);
        string sheetPath = Path.GetFullPath(Path.Combine(output, "contact-sheet.png"));
        ImageCodecs.Default.Write(sheet.Draw(), sheetPath);
        Console.Out.WriteLine($"fused {captions.Length} pairs to {fused} with {Path.GetFullPath(zip)}, saved and loaded again by ML.NET");
        Console.Out.WriteLine($"look at {sheetPath}");
        return ExitCodes.Done;
    }

    private static PairFiles Render(int index, int? seed, string infraredFolder, string visibleFolder, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        SceneKind[] kinds = Enum.GetValues<SceneKind>();
        int round = index / Gallery.Length;
        SceneOptions options = seed is { } first
            ? new SceneOptions { Seed = (ulong)first + (ulong)index, Kind = kinds[index % kinds.Length] }
            : Gallery[index % Gallery.Length] with { Seed = Gallery[index % Gallery.Length].Seed + ((ulong)round * 1000) };
        RenderedPair scene = Scene.Render(options with { Width = Width, Height = Height });
        string name = $"{index + 1:D2}-{scene.Facts.Kind.ToString().ToLowerInvariant()}";
        PairFiles files = new() { Name = name, InfraredPath = Path.Combine(infraredFolder, name + ".png"), VisiblePath = Path.Combine(visibleFolder, name + ".png") };
        ImageCodecs.Default.Write(scene.Infrared, files.InfraredPath);
        ImageCodecs.Default.Write(scene.Visible, files.VisiblePath);
        AtomicFile.Write(Path.ChangeExtension(files.VisiblePath, ".txt"), System.Text.Encoding.UTF8.GetBytes(scene.Caption + "\n"));
        return files;
    }

    private static string SaveModel(PairFiles[] files, string path)
    {
        MLContext ml = new(seed: 1);
        IDataView pairs = ml.Data.LoadInfraredVisiblePairs(files);
        var pipeline = ml.Transforms.LoadThermalImages("Infrared", nameof(PairFiles.InfraredPath))
            .Append(ml.Transforms.LoadImages("Visible", null, nameof(PairFiles.VisiblePath)))
            .Append(ml.Transforms.FuseInfraredVisible());
        TransformerChain<FusionTransformer> model = pipeline.Fit(pairs);
        ml.Model.Save(model, pairs.Schema, path + ".part");
        model.Dispose();
        File.Move(path + ".part", path, overwrite: true);
        return path;
    }

    private static void FuseWith(string zip, PairFiles[] files, string folder, ContactSheet sheet, CancellationToken cancellation)
    {
        MLContext ml = new(seed: 1);
        ITransformer model = ml.Model.Load(zip, out _);
        IDataView result = model.Transform(ml.Data.LoadInfraredVisiblePairs(files));
        using DataViewRowCursor cursor = result.GetRowCursor([result.Schema["Infrared"], result.Schema["Visible"], result.Schema["Fused"]]);
        ValueGetter<MLImage>[] getters = [.. ((string[])["Infrared", "Visible", "Fused"]).Select(c => cursor.GetGetter<MLImage>(result.Schema[c]))];
        MLImage[] images = new MLImage[getters.Length];
        for (int row = 0; cursor.MoveNext(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < getters.Length; i++)
            {
                getters[i](ref images[i]);
            }

            RasterImage[] pictures = [.. images.Select(i => i.ToRasterImage())];
            ImageCodecs.Default.Write(pictures[^1], Path.Combine(folder, files[row].Name + ".png"));
            sheet.Add(files[row].Name, pictures);
        }

        images[^1]?.Dispose();
        (model as IDisposable)?.Dispose();
    }
}
