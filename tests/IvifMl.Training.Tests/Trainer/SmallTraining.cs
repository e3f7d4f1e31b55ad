using Microsoft.ML;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Trainer;

/// <summary>A training that takes a second: rendered scenes, small crops, a small network, no language unless asked for.</summary>
internal static class SmallTraining
{
    public static readonly FusionLossOptions Classic = new() { Language = null };

    private static readonly Lazy<IReadOnlyList<TrainingPair>> Scenes = new(() => TrainingPairs.FromScenes(6, firstSeed: 40, 96, 80));

    public static IReadOnlyList<TrainingPair> Pairs => Scenes.Value;

    public static LanguageDrivenOptions Options(string? folder = null) => new()
    {
        Network = static () => new LanguageFusionNetwork(new() { Channels = 4, AttentionHeads = 1, AttentionReach = 1 }),
        Loss = Classic,
        Epochs = 4,
        Repeats = 2,
        BatchSize = 2,
        CropSide = 64,
        LearningRate = 5e-3,
        WarmUpEpochs = 0,
        ValidationShare = 0.2,
        ReportEvery = 5,
        CheckpointEvery = 5,
        Threads = 1,
        OutputFolder = folder,
    };

    public static byte[] Train(LanguageDrivenOptions options, IReadOnlyList<TrainingPair>? pairs = null) =>
        new LanguageDrivenTrainer(new MLContext(seed: 1), options).Train(pairs ?? Pairs);
}

/// <summary>A network whose output is no number from a given call on.</summary>
internal sealed class BrokenNetwork(int goodCalls) : FusionNetwork("broken")
{
    private readonly LanguageFusionNetwork inner = new(new() { Channels = 4, AttentionHeads = 1, AttentionReach = 0 });
    private int _calls;

    public override string Kind => "broken";

    public static BrokenNetwork After(int goodCalls)
    {
        BrokenNetwork network = new(goodCalls);
        network.RegisterComponents();
        return network;
    }

    public override Tensor forward(Tensor infrared, Tensor visible) =>
        _calls++ < goodCalls ? inner.call(infrared, visible) : inner.call(infrared, visible) * double.NaN;

    public override byte[] ToOnnx(FusionModelCard card) => inner.ToOnnx(card);
}

/// <summary>A network whose call of a given number fails as TorchSharp does when a number was freed under it.</summary>
internal sealed class FailingNetwork(int failsAt) : FusionNetwork(LanguageFusionNetwork.NetworkName)
{
    private FusionNetwork inner = null!;
    private int _calls;

    public override string Kind => LanguageFusionNetwork.NetworkName;

    public bool HasFailed => _calls >= failsAt;

    public static FailingNetwork At(FusionNetwork network, int failsAt)
    {
        FailingNetwork failing = new(failsAt) { inner = network };
        failing.RegisterComponents();
        return failing;
    }

#pragma warning disable CA2201 // TorchSharp throws this very type.
    public override Tensor forward(Tensor infrared, Tensor visible) => ++_calls == failsAt
        ? throw new System.Runtime.InteropServices.ExternalException("Expected false to be true … toDouble at /pytorch/c10/core/Scalar.h:140")
        : inner.call(infrared, visible);
#pragma warning restore CA2201

    public override byte[] ToOnnx(FusionModelCard card) => inner.ToOnnx(card);
}

/// <summary>An encoder whose space has two axes, brightness and structure; every sentence asks for both.</summary>
internal sealed class BrightnessEncoder(string name = "brightness") : ILanguageEncoder
{
    public static List<string> Sentences { get; } = [];

    public string Name => name;

    public Tensor EncodeTexts(IReadOnlyList<string> texts)
    {
        Sentences.AddRange(texts);
        return tensor(texts.SelectMany(text => (float[])[text.Length, text.Count(char.IsWhiteSpace) + 1]).ToArray(), [texts.Count, 2]);
    }

    public Tensor EncodeImages(Tensor images) => stack([images.mean([1, 2, 3]), images.var([1, 2, 3])], 1);

    public void To(Device device)
    {
    }

    public void Dispose()
    {
    }
}
