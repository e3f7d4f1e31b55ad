using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>The share of pictures for which a CLIP finds the right sentence.</summary>
/// <param name="Task">What was asked.</param>
/// <param name="Pictures">Pictures asked about.</param>
/// <param name="Accuracy">Mean over the answers of the share of their pictures that were told rightly, so that rare answers count as much, 0–1; higher is better.</param>
/// <param name="Chance">What guessing reaches: 1 / answers that occur.</param>
internal sealed record ZeroShotResult(string Task, int Pictures, double Accuracy, double Chance);

/// <summary>Asks a CLIP questions about held-out pairs.</summary>
internal static class ZeroShotEvaluation
{
    private const int Smallest = 160;
    private const int Chunk = 256;

    /// <summary>Asks one question.</summary>
    /// <param name="task">The question.</param>
    /// <param name="clip">The model.</param>
    /// <param name="encode">Makes tokens of sentences.</param>
    /// <param name="pairs">The pairs; each is shown <paramref name="windows"/> times by each recipe.</param>
    /// <param name="windows">Windows of a pair.</param>
    /// <param name="seed">Draws the windows.</param>
    public static ZeroShotResult Ask(ZeroShotTask task, ClipModel clip, Func<IReadOnlyList<string>, Tensor> encode, IReadOnlyList<PoolPair> pairs, int windows, int seed)
    {
        using IDisposable off = no_grad();
        using IDisposable scope = NewDisposeScope();
        (float[] pixels, int[] answers) = Show(task, clip.Config.ImageResolution, pairs, windows, seed);
        Tensor sentences = stack(task.Classes.Select(c => F.normalize(F.normalize(clip.EncodeText(encode(c.Sentences)), dim: 1).mean([0]), dim: 0)));
        int side = clip.Config.ImageResolution;
        int size = 3 * side * side;
        int[] right = new int[task.Classes.Count];
        int[] asked = new int[task.Classes.Count];
        for (int start = 0; start < answers.Length; start += Chunk)
        {
            using IDisposable inner = NewDisposeScope();
            int count = Math.Min(Chunk, answers.Length - start);
            Tensor images = tensor(pixels.AsSpan(start * size, count * size).ToArray(), [count, 3, side, side]);
            Tensor told = clip.EncodeImage(ClipPreprocessing.Normalise(images, side)).mm(sentences.transpose(0, 1)).argmax(1);
            long[] choices = told.data<long>().ToArray();
            for (int i = 0; i < count; i++)
            {
                asked[answers[start + i]]++;
                right[answers[start + i]] += choices[i] == answers[start + i] ? 1 : 0;
            }
        }

        int occurring = asked.Count(n => n > 0);
        double accuracy = asked.Zip(right, (n, k) => n == 0 ? 0 : (double)k / n).Sum() / Math.Max(occurring, 1);
        return new(task.Name, answers.Length, accuracy, occurring == 0 ? 0 : 1.0 / occurring);
    }

    private static (float[] Pixels, int[] Answers) Show(ZeroShotTask task, int side, IReadOnlyList<PoolPair> pairs, int windows, int seed)
    {
        Random random = new(seed);
        List<float[]> pixels = [];
        List<int> answers = [];
        foreach (PoolPair pair in pairs)
        {
            for (int n = 0; n < windows; n++)
            {
                int size = Math.Min(Smallest + random.Next(65), Math.Min(pair.Height, pair.Width));
                Window window = new(random.Next(pair.Height - size + 1), random.Next(pair.Width - size + 1), size, size);
                PairCrop crop = new(pair, window);
                foreach (PictureRecipe recipe in task.Recipes)
                {
                    if (task.AnswerFor(PictureFacts.Of(crop, PictureView.Plain, recipe)) is >= 0 and int answer)
                    {
                        pixels.Add((recipe with { Seed = random.Next() }).Show(crop, PictureView.Plain, side));
                        answers.Add(answer);
                    }
                }
            }
        }

        return ([.. pixels.SelectMany(p => p)], [.. answers]);
    }
}
