namespace IvifMl.Training;

/// <summary>
/// Which anchors answer for which objects: the simplified optimal transport of YOLOX (Ge et al. 2021, section 2.3). An anchor may answer for an
/// object if the middle of its cell is less than 1.5 strides from the object's, both ways. Its cost is the cross-entropy of √(objectness · class
/// probability) against the object's class, plus 3 · (−ln IoU) of the box it predicts. The object takes its k cheapest anchors, k being the sum of its ten
/// largest IoUs, rounded down, at least 1; an anchor that several objects take goes to the one it costs least. So the network's own predictions
/// decide, and an object of few pixels still gets an anchor.
/// </summary>
internal static class SimOta
{
    private const float Radius = 1.5f;
    private const float BoxWeight = 3;
    private const int ConsideredForCount = 10;
    private const float Tiny = 1e-8f;

    /// <summary>An anchor that answers for an object.</summary>
    /// <param name="Anchor">The anchor's number.</param>
    /// <param name="Target">The object's number.</param>
    /// <param name="Overlap">IoU of the box it predicts with the object's.</param>
    public readonly record struct Match(int Anchor, int Target, float Overlap);

    /// <summary>The matches of one picture, by anchor.</summary>
    /// <param name="grid">The picture's anchors.</param>
    /// <param name="raw">The network's output: [A, 5 + C], row-major.</param>
    /// <param name="targets">The objects; ignored ones get no anchor.</param>
    public static IReadOnlyList<Match> Assign(AnchorGrid grid, ReadOnlySpan<float> raw, IReadOnlyList<DetectionTarget> targets)
    {
        int columns = raw.Length / grid.Count;
        Dictionary<int, (int Target, float Cost, float Overlap)> taken = [];
        for (int t = 0; t < targets.Count; t++)
        {
            if (targets[t].Ignored)
            {
                continue;
            }

            List<(int Anchor, float Cost, float Overlap)> candidates = Candidates(grid, raw, columns, targets[t]);
            int count = Math.Max(1, (int)candidates.Select(candidate => candidate.Overlap).OrderDescending().Take(ConsideredForCount).Sum());
            foreach ((int anchor, float cost, float overlap) in candidates.OrderBy(candidate => candidate.Cost).Take(count))
            {
                if (!taken.TryGetValue(anchor, out (int Target, float Cost, float Overlap) holder) || cost < holder.Cost)
                {
                    taken[anchor] = (t, cost, overlap);
                }
            }
        }

        return [.. taken.OrderBy(pair => pair.Key).Select(pair => new Match(pair.Key, pair.Value.Target, pair.Value.Overlap))];
    }

    /// <summary>Intersection over union of two boxes; 0 where both are empty.</summary>
    public static float Overlap((float X0, float Y0, float X1, float Y1) box, DetectionTarget target)
    {
        float width = Math.Max(0, Math.Min(box.X1, target.X1) - Math.Max(box.X0, target.X0));
        float height = Math.Max(0, Math.Min(box.Y1, target.Y1) - Math.Max(box.Y0, target.Y0));
        float shared = width * height;
        float both = ((box.X1 - box.X0) * (box.Y1 - box.Y0)) + ((target.X1 - target.X0) * (target.Y1 - target.Y0)) - shared;
        return both > 0 ? shared / both : 0;
    }

    private static List<(int Anchor, float Cost, float Overlap)> Candidates(AnchorGrid grid, ReadOnlySpan<float> raw, int columns, DetectionTarget target)
    {
        List<(int Anchor, float Cost, float Overlap)> candidates = [];
        (float middleX, float middleY) = ((target.X0 + target.X1) / 2, (target.Y0 + target.Y1) / 2);
        for (int anchor = 0; anchor < grid.Count; anchor++)
        {
            (float x, float y) = grid.Centre(anchor);
            float reach = Radius * grid.Strides[anchor];
            if (Math.Abs(x - middleX) < reach && Math.Abs(y - middleY) < reach)
            {
                ReadOnlySpan<float> row = raw.Slice(anchor * columns, columns);
                float overlap = Overlap(grid.Decode(anchor, row), target);
                candidates.Add((anchor, ClassCost(row, target.Class) - (BoxWeight * MathF.Log(overlap + Tiny)), overlap));
            }
        }

        return candidates;
    }

    private static float ClassCost(ReadOnlySpan<float> row, int wanted)
    {
        float objectness = Logistic(row[IvifDetNetwork.BoxOutputs - 1]);
        float cost = 0;
        for (int c = 0; c < row.Length - IvifDetNetwork.BoxOutputs; c++)
        {
            float chance = MathF.Sqrt(objectness * Logistic(row[IvifDetNetwork.BoxOutputs + c]));
            cost -= MathF.Log(Math.Max(c == wanted ? chance : 1 - chance, Tiny));
        }

        return cost;
    }

    private static float Logistic(float x) => 1 / (1 + MathF.Exp(-x));
}
