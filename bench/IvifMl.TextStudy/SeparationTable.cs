using System.Globalization;
using System.Text;
using IvifMl.Training;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.TextStudy;

/// <summary>Cosines within and between families, and how often a held-out sentence is given to its own family.</summary>
internal static class SeparationTable
{
    public static string Write()
    {
        using DisposeScope scope = NewDisposeScope();
        using SentenceProbe probe = new();
        IReadOnlyList<PromptFamily> families = PromptFamily.All;
        Tensor[] trained = probe.Trained;
        Tensor[] heldOut = [.. families.Select(f => probe.Embed(f.HeldOut))];
        Tensor centres = F.normalize(stack(trained.Select(t => t.mean([0]))), dim: 1);
        StringBuilder text = new();
        text.AppendLine("| intent | sentences | held out | cosine within | nearest other centre | right: centre | linear | MLP |\n|---|---:|---:|---:|---:|---:|---:|---:|");
        for (int k = 0; k < families.Count; k++)
        {
            double within = trained[k].mm(centres[k].unsqueeze(1)).mean().item<float>();
            Tensor others = centres.mm(centres[k].unsqueeze(1)).squeeze(1);
            others[k] = -1;
            string Right(Tensor scores) => string.Create(CultureInfo.InvariantCulture, $"{(scores.argmax(1) == k).sum().item<long>()}/{scores.shape[0]}");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {families[k].Intent} | {families[k].Training.Count} | {families[k].HeldOut.Count} | {within:F3} | {others.max().item<float>():F3} | {Right(heldOut[k].mm(centres.t()))} | {Right(probe.Linear.call(heldOut[k]))} | {Right(probe.Perceptron.call(heldOut[k]))} |");
            long[] told = probe.Perceptron.call(heldOut[k]).argmax(1).data<long>().ToArray();
            for (int i = 0; i < told.Length; i++)
            {
                if (told[i] != k)
                {
                    Console.Error.WriteLine($"{families[k].Intent}: '{families[k].HeldOut[i]}' → {families[(int)told[i]].Intent}");
                }
            }
        }

        return text.ToString();
    }
}
