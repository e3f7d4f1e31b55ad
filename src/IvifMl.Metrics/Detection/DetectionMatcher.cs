namespace IvifMl.Metrics;

/// <summary>
/// COCO's matching of one class in one image: detections in descending order of score each take the best free object with at least the threshold's IoU;
/// real objects go before ignored ones, a crowd can be taken many times. The IoU with a crowd is intersection over the detection's own area.
/// </summary>
internal static class DetectionMatcher
{
    /// <summary>Matches the detections of one class in one image at one IoU threshold.</summary>
    /// <param name="image">The image.</param>
    /// <param name="label">The class.</param>
    /// <param name="threshold">Smallest IoU of a match.</param>
    /// <param name="range">Objects of which sizes count.</param>
    /// <param name="maximumDetections">Detections beyond this many, by score, are dropped.</param>
    /// <param name="matches">Gets one entry per detection that is left, best score first.</param>
    /// <returns>Number of objects that count.</returns>
    public static int Match(DetectionImage image, string label, double threshold, AreaRange range, int maximumDetections, List<ScoredMatch> matches)
    {
        DetectedBox[] detections = [.. image.Detections.Where(d => d.Label == label).OrderByDescending(d => d.Score).Take(maximumDetections)];

        // Objects that count first: a stable sort, as COCO's.
        GroundTruthBox[] objects = [.. image.GroundTruth.Where(g => g.Label == label).OrderBy(g => IsIgnored(g, range))];
        bool[] taken = new bool[objects.Length];
        foreach (DetectedBox detection in detections)
        {
            int match = Best(detection, objects, taken, threshold, range);
            if (match >= 0)
            {
                taken[match] = true;
                matches.Add(new(detection.Score, IsTrue: true, IsIgnored(objects[match], range)));
            }
            else
            {
                matches.Add(new(detection.Score, IsTrue: false, !range.Contains(detection.Box.Area)));
            }
        }

        return objects.Count(g => !IsIgnored(g, range));
    }

    private static bool IsIgnored(GroundTruthBox truth, AreaRange range) => truth.IsCrowd || !range.Contains(truth.SizeArea);

    private static int Best(DetectedBox detection, GroundTruthBox[] objects, bool[] taken, double threshold, AreaRange range)
    {
        double best = Math.Min(threshold, 1 - 1e-10);
        int match = -1;
        for (int i = 0; i < objects.Length; i++)
        {
            if (taken[i] && !objects[i].IsCrowd)
            {
                continue;
            }

            // Ignored objects come last: whoever has a real one does not look at them.
            if (match >= 0 && !IsIgnored(objects[match], range) && IsIgnored(objects[i], range))
            {
                break;
            }

            double overlap = Overlap(detection.Box, objects[i]);
            if (overlap >= best)
            {
                best = overlap;
                match = i;
            }
        }

        return match;
    }

    private static double Overlap(DetectionBox detection, GroundTruthBox truth)
    {
        if (!truth.IsCrowd)
        {
            return detection.IntersectionOverUnion(truth.Box);
        }

        return detection.Area > 0 ? detection.Intersection(truth.Box) / detection.Area : 0;
    }
}
