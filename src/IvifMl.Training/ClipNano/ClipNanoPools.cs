using System.Globalization;
using IvifMl.Onnx;

namespace IvifMl.Training;

/// <summary>The pairs that the small CLIP learns from, and those it is judged on.</summary>
internal static class ClipNanoPools
{
    /// <summary>Seeds from here on are not trained on.</summary>
    private const ulong HeldOutSeed = 1_000_000;

    private const int HeldOutRendered = 200;

    /// <summary>Training pairs.</summary>
    public static (IReadOnlyList<PoolPair> Rendered, IReadOnlyList<PoolPair> Real) Training(ClipNanoOptions options)
    {
        using FusionModel fusion = Pyramid(options.CacheFolder ?? options.OutputFolder);
        string path = Path.Combine(options.CacheFolder ?? options.OutputFolder, string.Create(CultureInfo.InvariantCulture, $"rendered-{options.RenderedPairs}.pool"));
        IReadOnlyList<PoolPair> rendered = PairPool.LoadOrMake(path, () => RenderedPairs.Render(0, options.RenderedPairs, fusion));
        return (rendered, options.Data is null ? [] : RealPairs.Read(options.Data, heldOut: false, fusion));
    }

    /// <summary>Held-out pairs.</summary>
    public static (IReadOnlyList<PoolPair> Rendered, IReadOnlyList<PoolPair> Real) HeldOut(string cacheFolder, string? data)
    {
        using FusionModel fusion = Pyramid(cacheFolder);
        string path = Path.Combine(cacheFolder, string.Create(CultureInfo.InvariantCulture, $"held-out-{HeldOutRendered}.pool"));
        IReadOnlyList<PoolPair> rendered = PairPool.LoadOrMake(path, () => RenderedPairs.Render(HeldOutSeed, HeldOutRendered, fusion));
        return (rendered, data is null ? [] : RealPairs.Read(data, heldOut: true, fusion));
    }

    /// <summary>The fusion pyramid whatever model is shipped as the default: the weights must not depend on models that were trained with them.</summary>
    public static FusionModel Pyramid(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "fusion-pyramid.onnx");
        File.WriteAllBytes(path, PyramidFusionGraph.Build());
        return FusionModel.FromOptions(new FusionOptions { ModelPath = path });
    }
}
