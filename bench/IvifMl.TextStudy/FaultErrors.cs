using IvifMl.Imaging;
using IvifMl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.TextStudy;

/// <summary>How far pictures of pairs with a fault are from the picture that was asked for.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Neutral">By the neutral prompt.</param>
/// <param name="Fitting">By sentences that ask to have it taken away.</param>
internal sealed record FaultError(string Name, double Neutral, double Fitting);

/// <summary>The errors of each fault.</summary>
internal sealed record FaultErrors(IReadOnlyList<FaultError> Faults)
{
    public static FaultErrors Of(FusionModel model, IReadOnlyList<TrainingPair> pairs)
    {
        return new([.. PromptContactSheet.Faults().Select(drawn => Of(model, pairs, drawn.Fault, [.. PromptFamily.Of(drawn.Fault.Intent).HeldOut.Take(2)]) with { Name = drawn.Name })]);
    }

    /// <summary>The error of one fault, with sentences that ask to have it taken away.</summary>
    public static FaultError Of(FusionModel model, IReadOnlyList<TrainingPair> pairs, PairFault fault, IReadOnlyList<string> sentences)
    {
        using FusionModel teacher = FusionModel.Shipped(ShippedModels.Pyramid);
        (double before, double after) = (0, 0);
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
            after += sentences.Average(s => StudySet.Distance(model.Score(infrared, visible, s), target)) / pairs.Count;
        }

        return new($"{fault.Intent}", before, after);
    }
}
