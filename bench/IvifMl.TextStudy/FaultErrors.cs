using IvifMl.Imaging;
using IvifMl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.TextStudy;

/// <summary>How far pictures of pairs with a fault are from the picture that was asked for.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Neutral">By the neutral prompt.</param>
/// <param name="Told">By each of the sentences that ask to have it taken away.</param>
internal sealed record FaultError(string Name, double Neutral, IReadOnlyDictionary<string, double> Told)
{
    /// <summary>By those sentences, on the mean.</summary>
    public double Fitting => Told.Values.Average();
}

/// <summary>The errors of each fault.</summary>
internal sealed record FaultErrors(IReadOnlyList<FaultError> Faults)
{
    /// <summary>By all held-out sentences that fit.</summary>
    public static FaultErrors Of(FusionModel model, IReadOnlyList<TrainingPair> pairs) =>
        new([.. PromptContactSheet.Faults().Select(drawn => Of(model, pairs, drawn.Fault, PromptFamily.Of(drawn.Fault.Intent).HeldOut) with { Name = drawn.Name })]);

    /// <summary>The error of one fault, with sentences that ask to have it taken away.</summary>
    public static FaultError Of(FusionModel model, IReadOnlyList<TrainingPair> pairs, PairFault fault, IReadOnlyList<string> sentences)
    {
        using FusionModel teacher = FusionModel.Shipped(ShippedModels.Pyramid);
        double before = 0;
        Dictionary<string, double> told = sentences.ToDictionary(sentence => sentence, _ => 0.0, StringComparer.Ordinal);
        foreach (TrainingPair pair in pairs)
        {
            using DisposeScope scope = NewDisposeScope();
            float[] all = new float[PairTensors.Channels * pair.Width * pair.Height];
            new PromptedPairSource([pair], teacher).Write(pair, 0, 0, pair.Width, pair.Height, mirrored: false, fault, all);
            PairTensors tensors = new(tensor(all, [1, PairTensors.Channels, pair.Height, pair.Width]));
            Plane Of(Tensor values) => new(pair.Height, pair.Width, values.contiguous().data<float>().ToArray());
            (Plane infrared, Plane visible) = (Of(tensors.Infrared), Of(tensors.Visible));
            Plane target = Of(PromptEffect.Target(fault.Intent, tensors, fits: true).Luminance);
            before += StudySet.Distance(model.Score(infrared, visible), target) / pairs.Count;
            foreach (string sentence in sentences)
            {
                told[sentence] += StudySet.Distance(model.Score(infrared, visible, sentence), target) / pairs.Count;
            }
        }

        return new($"{fault.Intent}", before, told);
    }
}
