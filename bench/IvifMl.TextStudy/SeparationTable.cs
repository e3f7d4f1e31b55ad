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
    private const int Steps = 400;

    public static string Write()
    {
        set_num_threads(1);
        manual_seed(1);
        using DisposeScope scope = NewDisposeScope();
        using ILanguageEncoder encoder = LanguageEncoders.Load();
        IReadOnlyList<PromptFamily> families = PromptFamily.All;
        Tensor Embed(IReadOnlyList<string> sentences) { using IDisposable off = no_grad(); return F.normalize(encoder.EncodeTexts(sentences), dim: 1); }
        Tensor[] trained = [.. families.Select(f => Embed(f.Training))];
        Tensor[] heldOut = [.. families.Select(f => Embed(f.HeldOut))];
        Tensor centres = F.normalize(stack(trained.Select(t => t.mean([0]))), dim: 1);
        (nn.Module<Tensor, Tensor> linear, nn.Module<Tensor, Tensor> mlp) = (nn.Linear(128, families.Count, hasBias: false), nn.Sequential(nn.Linear(128, 96, hasBias: false), nn.LeakyReLU(0.1), nn.Linear(96, families.Count, hasBias: false)));
        Fit(linear, trained);
        Fit(mlp, trained);
        StringBuilder text = new();
        text.AppendLine("| intent | sentences | held out | cosine within | nearest other centre | right: centre | linear | MLP |\n|---|---:|---:|---:|---:|---:|---:|---:|");
        for (int k = 0; k < families.Count; k++)
        {
            double within = trained[k].mm(centres[k].unsqueeze(1)).mean().item<float>();
            Tensor others = centres.mm(centres[k].unsqueeze(1)).squeeze(1);
            others[k] = -1;
            string Right(Tensor scores) => string.Create(CultureInfo.InvariantCulture, $"{(scores.argmax(1) == k).sum().item<long>()}/{scores.shape[0]}");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {families[k].Intent} | {families[k].Training.Count} | {families[k].HeldOut.Count} | {within:F3} | {others.max().item<float>():F3} | {Right(heldOut[k].mm(centres.t()))} | {Right(linear.call(heldOut[k]))} | {Right(mlp.call(heldOut[k]))} |");
            long[] told = mlp.call(heldOut[k]).argmax(1).data<long>().ToArray();
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

    private static void Fit(nn.Module<Tensor, Tensor> probe, Tensor[] trained)
    {
        Tensor all = cat(trained, 0);
        Tensor labels = cat([.. trained.Select((t, k) => full([t.shape[0]], k, ScalarType.Int64))], 0);
        using var optimizer = optim.Adam(probe.parameters(), 3e-3);
        for (int step = 0; step < Steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = F.cross_entropy(probe.call(all) * 4, labels);
            loss.backward();
            optimizer.step();
        }

        using IDisposable off = no_grad();
        Console.Error.WriteLine($"fits {(probe.call(all).argmax(1) == labels).to(ScalarType.Float32).mean().item<float>():P1} of {all.shape[0]} training sentences");
    }
}
