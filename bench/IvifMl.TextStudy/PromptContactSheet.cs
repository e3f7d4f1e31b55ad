using IvifMl.Imaging;
using IvifMl.Scenes;
using IvifMl.Training;

namespace IvifMl.TextStudy;

/// <summary>One pair under the prompts, and with each fault: as it is, by the neutral prompt, by the one that fits, and what was asked for.</summary>
internal static class PromptContactSheet
{
    private const float Severity = 0.6f;
    private const int Side = 400;

    private static readonly (string Heading, string? Prompt)[] Prompts =
    [
        ("neutral", null), ("emphasise warm targets", "emphasise warm targets"), ("keep the visible colours", "keep the visible colours"), ("suppress glare", "suppress glare"),
        ("clear away fog", "clear away fog"), ("low light", "low light enhancement of the visible image"), ("raise the contrast", "raise the contrast"),
    ];

    public static RasterImage Draw(string model, string? infraredPath, string? visiblePath, ulong seed)
    {
        using FusionModel fusion = FusionModel.Load(model);
        using FusionModel teacher = FusionModel.Shipped(ShippedModels.Pyramid);
        (Plane infrared, RasterImage visible) = infraredPath is null ? Rendered(seed) : (new ThermalToneMapping().Apply(ImageCodecs.Default.Read(infraredPath)), ImageCodecs.Default.Read(visiblePath!));
        ContactSheet sheet = new(["infrared", "visible", .. Prompts.Select(p => p.Heading)]) { PictureSide = Side };
        sheet.Add("the pair", [Bt601.ToGray(infrared), visible, .. Prompts.Select(p => fusion.Fuse(infrared, visible, p.Prompt))]);
        TrainingPair pair = new("pair", infrared, visible);
        PromptedPairSource source = new([pair], teacher);
        foreach ((string name, PairFault fault) in Faults())
        {
            string prompt = PromptFamily.Of(fault.Intent).HeldOut[0];
            float[] all = new float[PairTensors.Channels * infrared.Length];
            source.Write(pair, 0, 0, pair.Width, pair.Height, mirrored: false, fault, all);
            using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
            PairTensors tensors = new(TorchSharp.torch.tensor(all, [1, PairTensors.Channels, pair.Height, pair.Width]));
            Plane Channel(TorchSharp.torch.Tensor tensor) => new(pair.Height, pair.Width, tensor.contiguous().data<float>().ToArray());
            (Plane spoiltInfrared, Plane spoiltVisible) = (Channel(tensors.Infrared), Channel(tensors.Visible));
            (TorchSharp.torch.Tensor target, TorchSharp.torch.Tensor _) = PromptEffect.Target(fault.Intent, tensors, fits: true);
            RasterImage Fused(string? text) => Bt601.ToGray(fusion.Score(spoiltInfrared, spoiltVisible, text));
            sheet.Add(
                $"{name}: infrared, visible, neutral, '{prompt}', '{PromptFamily.Of(fault.Intent).HeldOut[1]}', asked for, 'emphasise warm targets', 'keep the visible colours', teacher of the pair without fault",
                [
                    Bt601.ToGray(spoiltInfrared), Bt601.ToGray(spoiltVisible), Fused(null), Fused(prompt), Fused(PromptFamily.Of(fault.Intent).HeldOut[1]), Bt601.ToGray(Channel(target)),
                    Fused("emphasise warm targets"), Fused("keep the visible colours"), Bt601.ToGray(Channel(tensors.CleanFusion)),
                ]);
        }

        return sheet.Draw();
    }

    /// <summary>One fault of each kind; over-exposure both as lamps and all over.</summary>
    public static IEnumerable<(string Name, PairFault Fault)> Faults() =>
    [
        ("lamps", new(PromptIntent.SuppressGlare, Severity, 0, 5)),
        ("over-exposure", new(PromptIntent.SuppressGlare, Severity, 1, 5)),
        ("haze", new(PromptIntent.ClearHaze, Severity, 0, 5)),
        ("low light", new(PromptIntent.BrightenDark, Severity, 0, 5)),
        ("infrared noise", new(PromptIntent.RemoveNoise, Severity, 0, 5)),
        ("low contrast", new(PromptIntent.RaiseContrast, Severity, 0.6f, 5)),
        ("stripes", new(PromptIntent.RemoveStripes, Severity, 0, 5)),
    ];

    private static (Plane Infrared, RasterImage Visible) Rendered(ulong seed)
    {
        RenderedPair scene = Scene.Render(new SceneOptions { Seed = seed });
        return (new ThermalToneMapping().Apply(scene.Infrared), scene.Visible);
    }
}
