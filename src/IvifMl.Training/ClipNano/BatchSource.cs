using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>
/// Draws training pictures with captions. A batch is a function of the seed and its number, so that a resumed training sees the same data;
/// it holds groups of pictures of one window, so that the tower must tell what was done to a scene and not only which scene it is.
/// </summary>
internal sealed class BatchSource(IReadOnlyList<PoolPair> rendered, IReadOnlyList<PoolPair> real, int side, int seed)
{
    /// <summary>Pictures of one window in a batch.</summary>
    public const int GroupSize = 4;

    private const float RealShare = 0.35f;
    private const float FaultShare = 0.35f;
    private const float LeastSeverity = 0.35f;
    private const float WholeShare = 0.12f;
    private const float LateShare = 0.5f;
    private const float MovedShare = 0.35f;
    private const int SmallestWindow = 96;
    private const int LargestWindow = 232;

    private static readonly DegradationKind[] Faults = Enum.GetValues<DegradationKind>();

    /// <summary>Draws a batch.</summary>
    /// <param name="number">Its number in the training, from 0.</param>
    /// <param name="size">Pictures, a multiple of <see cref="GroupSize"/>.</param>
    public PictureBatch Draw(int number, int size)
    {
        PictureBatch batch = new(size, side);
        Parallel.For(0, size / GroupSize, group => DrawGroup(batch, group * GroupSize, new Random(HashCode(seed, number, group))));
        return batch;
    }

    /// <summary>A seed of three numbers that is the same in every process, unlike <see cref="System.HashCode"/>.</summary>
    private static int HashCode(int a, int b, int c)
    {
        ulong x = ((ulong)(uint)a << 32) ^ ((ulong)(uint)b << 12) ^ (uint)c;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return (int)((x ^ (x >> 31)) & int.MaxValue);
    }

    private void DrawGroup(PictureBatch batch, int first, Random random)
    {
        IReadOnlyList<PoolPair> pool = real.Count > 0 && random.NextSingle() < RealShare ? real : rendered;
        PoolPair pair = pool[random.Next(pool.Count)];
        Window window = DrawWindow(pair, random);
        PictureView view = DrawView(random);
        float gamma = 0.75f + (0.6f * random.NextSingle());
        PictureKind[] kinds =
        [
            random.NextSingle() < 0.75f ? PictureKind.VisibleGray : PictureKind.VisibleColour,
            PictureKind.Infrared,
            random.NextSingle() < 0.85f ? PictureKind.Fused : PictureKind.FusedColour,
            random.Next(8) switch
            {
                0 or 1 => PictureKind.Average,
                2 => PictureKind.Maximum,
                3 => PictureKind.Harsh,
                4 => PictureKind.VisibleGray,
                5 => PictureKind.Infrared,
                _ => PictureKind.Fused,
            },
        ];
        PairCrop crop = new(pair, window);
        for (int i = 0; i < GroupSize; i++)
        {
            PictureRecipe recipe = DrawRecipe(kinds[i], last: i == GroupSize - 1, gamma, whole: window.Height > LargestWindow, random);
            CaptionFacts facts = PictureFacts.Of(crop, view, recipe);
            batch.Set(first + i, recipe.Show(crop, view, side), facts, CaptionWriter.Write(facts, random));
        }
    }

    private static PictureRecipe DrawRecipe(PictureKind kind, bool last, float gamma, bool whole, Random random)
    {
        // The last of a group is there for its fault, if its kind is not one already.
        bool pure = !last || kind is PictureKind.Average or PictureKind.Maximum or PictureKind.Harsh;
        bool faulty = kind != PictureKind.Harsh && (!pure || random.NextSingle() < FaultShare);
        float mix = random.NextSingle() < 0.5f ? 0 : random.NextSingle();
        float severity = LeastSeverity + ((1 - LeastSeverity) * random.NextSingle());
        DegradationKind fault = Faults[random.Next(Faults.Length)];
        return new(kind, faulty ? fault : null, severity, gamma, mix, random.Next(), Late: whole || random.NextSingle() < LateShare);
    }

    private static Window DrawWindow(PoolPair pair, Random random)
    {
        if (random.NextSingle() < WholeShare)
        {
            return new(0, 0, pair.Height, pair.Width);
        }

        int largest = Math.Min(LargestWindow, Math.Min(pair.Height, pair.Width));
        int size = Math.Min(SmallestWindow, largest) + random.Next(Math.Max(largest - SmallestWindow + 1, 1));
        return new(random.Next(pair.Height - size + 1), random.Next(pair.Width - size + 1), size, size);
    }

    private static PictureView DrawView(Random random)
    {
        bool flip = random.Next(2) == 0;
        return random.NextSingle() < MovedShare
            ? new((random.NextSingle() * 10) - 5, 1 + (0.4f * random.NextSingle()), (random.NextSingle() * 0.2f) - 0.1f, flip)
            : PictureView.Plain with { Flip = flip };
    }
}
