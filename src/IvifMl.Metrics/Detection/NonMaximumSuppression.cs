namespace IvifMl.Metrics;

/// <summary>
/// Greedy non-maximum suppression, class by class: the surest detection stays, and every other of its class whose IoU with one that stays is larger
/// than the threshold goes. Detections of different classes never suppress each other.
/// </summary>
public static class NonMaximumSuppression
{
    /// <summary>The detections that stay.</summary>
    /// <param name="detections">Any number, in any order.</param>
    /// <param name="threshold">The largest IoU, 0 to 1, that two detections of one class may have.</param>
    /// <param name="maximum">The most detections to keep over all classes, at least 1.</param>
    /// <returns>Best score first; equal scores keep their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The threshold or the maximum is out of range.</exception>
    /// <example>Two persons (0, 0, 10, 10) at 0.9 and (0, 0, 10, 8) at 0.8 have the IoU 0.8: at a threshold of 0.5 the second goes, at 0.8 it stays.</example>
    public static IReadOnlyList<DetectedBox> Apply(IEnumerable<DetectedBox> detections, double threshold, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(detections);
        if (!(threshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "An IoU is 0 to 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        List<DetectedBox> kept = [];
        Dictionary<string, List<DetectionBox>> byClass = new(StringComparer.Ordinal);
        foreach (DetectedBox detection in detections.OrderByDescending(d => d.Score))
        {
            if (!byClass.TryGetValue(detection.Label, out List<DetectionBox>? same))
            {
                byClass[detection.Label] = same = [];
            }

            if (!same.Exists(box => box.IntersectionOverUnion(detection.Box) > threshold))
            {
                same.Add(detection.Box);
                kept.Add(detection);
                if (kept.Count == maximum)
                {
                    break;
                }
            }
        }

        return kept;
    }
}
