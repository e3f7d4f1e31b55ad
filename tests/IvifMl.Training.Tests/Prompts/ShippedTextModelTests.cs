using System.Globalization;
using IvifMl.Imaging;
using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests.Prompts;

/// <summary>The shipped text-guided model listens: opposite prompts give other pictures, paraphrases the same, and faults go where a prompt asks for it.</summary>
public sealed class ShippedTextModelTests : IDisposable
{
    private const string Name = "fusion-text";
    private const float GrayLevel = 1f / 255;

    private readonly FusionModel _model = FusionModel.Shipped(Name);

    public void Dispose() => _model.Dispose();

    public static TheoryData<PromptIntent> Faults => [.. PairFault.Intents];

    [Fact]
    public void No_prompt_and_an_empty_one_are_the_neutral_prompt_and_need_no_text_tower()
    {
        TrainingPair pair = Rendered()[0];
        (Plane infrared, Plane visible) = (pair.InfraredPlane(), pair.VisiblePlane());
        float[] neutral = _model.Score(infrared, visible).Array;
        Assert.Equal(neutral, _model.Score(infrared, visible, null).Array);
        Assert.Equal(neutral, _model.Score(infrared, visible, "  ").Array);
    }

    [Fact]
    public void Rendered_pairs_differ_between_intents_and_hardly_between_paraphrases() => Listens(Rendered());

    [SkippableTheory]
    [InlineData("MSRS", "00638D")]
    [InlineData("MSRS", "01335N")]
    [InlineData("TNO", "01")]
    [InlineData("RoadScene", "FLIR_00006")]
    public void Real_pairs_differ_between_intents_and_hardly_between_paraphrases(string dataSet, string name)
    {
        TestPair pair = TestPairs.Named(dataSet, name);
        Listens([new(name, new ThermalToneMapping().Apply(ImageCodecs.Default.Read(pair.InfraredPath)), ImageCodecs.Default.Read(pair.VisiblePath))]);
    }

    [TorchTheory]
    [MemberData(nameof(Faults))]
    public void A_fault_goes_where_a_sentence_that_was_never_trained_with_asks_for_it(PromptIntent intent)
    {
        using FusionModel teacher = FusionModel.Shipped(ShippedModels.Pyramid);
        (double neutral, double asked) = (0, 0);
        foreach (TrainingPair pair in Rendered())
        {
            using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
            float[] all = new float[PairTensors.Channels * pair.Width * pair.Height];
            PairFault fault = new(intent, 0.6f, 0.6f, 5);
            new PromptedPairSource([pair], teacher).Write(pair, 0, 0, pair.Width, pair.Height, mirrored: false, fault, all);
            PairTensors tensors = new(TorchSharp.torch.tensor(all, [1, PairTensors.Channels, pair.Height, pair.Width]));
            Plane Of(TorchSharp.torch.Tensor values) => new(pair.Height, pair.Width, values.contiguous().data<float>().ToArray());
            Plane target = Of(PromptEffect.Target(intent, tensors, fits: true).Luminance);
            neutral += Distance(_model.Score(Of(tensors.Infrared), Of(tensors.Visible)), target);
            asked += Distance(_model.Score(Of(tensors.Infrared), Of(tensors.Visible), PromptFamily.Of(intent).HeldOut[1]), target);
        }

        // Low contrast is the shipped model's weakness (its card says so): it must get better by a tenth, the others by a third.
        double most = intent == PromptIntent.RaiseContrast ? 0.9 : 0.67;
        Assert.True(asked < most * neutral, string.Create(CultureInfo.InvariantCulture, $"off by {asked:F4} with the prompt, {neutral:F4} without"));
    }

    [Fact]
    public void Prompts_move_the_picture_where_they_say()
    {
        foreach (TrainingPair pair in Rendered())
        {
            (Plane infrared, Plane visible) = (pair.InfraredPlane(), pair.VisiblePlane());
            Plane neutral = _model.Score(infrared, visible);
            Plane kept = _model.Score(infrared, visible, PromptFamily.Of(PromptIntent.KeepVisible).HeldOut[0]);
            Assert.True(Distance(kept, visible) < 0.5 * Distance(neutral, visible), $"{pair.Name}: keep the visible");
            Plane warm = _model.Score(infrared, visible, PromptFamily.Of(PromptIntent.EmphasiseTargets).HeldOut[0]);
            Assert.True(Lead(warm, infrared) > Lead(neutral, infrared), $"{pair.Name}: emphasise targets");
            Plane light = _model.Score(infrared, visible, PromptFamily.Of(PromptIntent.BrightenDark).HeldOut[1]);
            Assert.True(light.Array.Average() > neutral.Array.Average(), $"{pair.Name}: brighten");
        }
    }

    /// <summary>By how much the hottest twentieth of the infrared is brighter than the rest of a picture.</summary>
    private static double Lead(Plane picture, Plane infrared)
    {
        float threshold = infrared.Array.Order().ElementAt(infrared.Length * 19 / 20);
        (float Heat, float Level)[] pixels = [.. infrared.Array.Zip(picture.Array)];
        return pixels.Where(p => p.Heat >= threshold).Average(p => p.Level) - pixels.Where(p => p.Heat < threshold).Average(p => p.Level);
    }

    private void Listens(IReadOnlyList<TrainingPair> pairs)
    {
        PromptIntent[] intents = [PromptIntent.EmphasiseTargets, PromptIntent.KeepVisible, PromptIntent.SuppressGlare, PromptIntent.ClearHaze];
        (double same, double other, double mean) = (0, double.MaxValue, 0);
        foreach (TrainingPair pair in pairs)
        {
            (Plane infrared, Plane visible) = (pair.InfraredPlane(), pair.VisiblePlane());
            Plane[][] pictures = [.. intents.Select(i => PromptFamily.Of(i)).Select(f => new[] { f.Training[0], f.HeldOut[0], f.HeldOut[1] }.Select(s => _model.Score(infrared, visible, s)).ToArray())];
            same += pictures.Average(p => (Distance(p[0], p[1]) + Distance(p[0], p[2]) + Distance(p[1], p[2])) / 3) / pairs.Count;
            double[] apart = [.. pictures.SelectMany((p, i) => pictures.Skip(i + 1).Select(q => Distance(p[1], q[1])))];
            (other, mean) = (Math.Min(other, apart.Min()), mean + (apart.Average() / pairs.Count));
        }

        string measured = string.Create(CultureInfo.InvariantCulture, $"paraphrases {same / GrayLevel:F2} gray levels apart, the nearest two intents {other / GrayLevel:F2}, all {mean / GrayLevel:F2}");
        Assert.True(other > 1.5 * GrayLevel && other > 4 * same && mean > 10 * same, measured);
    }

    private static IReadOnlyList<TrainingPair> Rendered() => TrainingPairs.FromScenes(2, firstSeed: 1_000_000, 320, 240);

    private static double Distance(Plane a, Plane b) => a.Array.Zip(b.Array, (x, y) => Math.Abs(x - y)).Average();
}
