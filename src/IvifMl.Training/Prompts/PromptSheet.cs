using IvifMl.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Pairs under several prompts, side by side.</summary>
internal static class PromptSheet
{
    private const int Pairs = 3;
    private const int PictureSide = 320;

    private static readonly (string Heading, PromptIntent Intent)[] Columns =
    [
        ("neutral", PromptIntent.Neutral), ("targets", PromptIntent.EmphasiseTargets), ("visible", PromptIntent.KeepVisible), ("glare", PromptIntent.SuppressGlare),
        ("haze", PromptIntent.ClearHaze), ("dark", PromptIntent.BrightenDark),
    ];

    /// <summary>Draws infrared, visible and the fusion by each prompt's first held-out sentence; the neutral one is the text of zeros.</summary>
    public static RasterImage Draw(PromptedFusionNetwork network, PromptTexts texts, IReadOnlyList<TrainingPair> pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        network.eval();
        Tensor text = cat([.. Columns.Select(c => c.Intent == PromptIntent.Neutral ? texts.Nothing() : texts.Of(c.Intent, heldOut: true).narrow(0, 0, 1))], 0);
        ContactSheet sheet = new(["infrared", "visible", .. Columns.Select(c => c.Heading)]) { PictureSide = PictureSide };
        foreach (TrainingPair pair in pairs.Take(Pairs))
        {
            (Plane infrared, Plane visible) = (pair.InfraredPlane(), pair.VisiblePlane());
            Tensor Picture(Plane plane) => tensor(plane.Array, [1, 1, plane.Height, plane.Width]);
            Tensor fused = network.Fuse(Picture(infrared), Picture(visible), text).Luminance;
            RasterImage[] pictures = [.. Columns.Select((_, k) => Bt601.ToGray(new Plane(pair.Height, pair.Width, fused[k].contiguous().data<float>().ToArray())))];
            sheet.Add(pair.Name, [Bt601.ToGray(infrared), Bt601.ToGray(visible), .. pictures]);
        }

        return sheet.Draw();
    }
}
