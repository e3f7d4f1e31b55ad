namespace IvifMl.Metrics;

/// <summary>The matches of a set of images, made once, so that average precision can be taken of any draw of them.</summary>
internal sealed class DetectionSample
{
    private readonly DetectionEvaluatorOptions _options;
    private readonly ClassMatches[] _classes;

    public DetectionSample(IReadOnlyList<DetectionImage> images, DetectionEvaluatorOptions options)
    {
        _options = options;
        _classes = [.. images.SelectMany(image => image.GroundTruth.Select(g => g.Label)).Distinct().Order(StringComparer.Ordinal).Select(label => Match(images, label, options)).Where(c => c.Objects.Sum() > 0)];
    }

    /// <summary>AP at each IoU threshold of each class that has objects, when each image counts so many times.</summary>
    public double[][] AveragePrecision(int[] counts) =>
    [
        .. _classes.Select(c => (Class: c, Objects: c.Drawn(counts))).Where(c => c.Objects > 0)
            .Select(c => c.Class.Matches.Select(matches => Of(matches, counts, c.Objects)).ToArray()),
    ];

    /// <summary>Whether every class that has objects has some when each image counts so many times.</summary>
    public bool HasAllClasses(int[] counts) => Array.TrueForAll(_classes, c => c.Drawn(counts) > 0);

    private static ClassMatches Match(IReadOnlyList<DetectionImage> images, string label, DetectionEvaluatorOptions options)
    {
        int[] objects = new int[images.Count];
        ImageMatch[][] matches =
        [
            .. DetectionEvaluator.Thresholds.Select(threshold =>
            {
                List<ImageMatch> all = [];
                for (int i = 0; i < images.Count; i++)
                {
                    List<ScoredMatch> found = [];
                    objects[i] = DetectionMatcher.Match(images[i], label, threshold, options.Area, options.MaximumDetections, found);
                    all.AddRange(found.Where(match => !match.IsIgnored).Select(match => new ImageMatch(i, match)));
                }

                return all.OrderByDescending(match => match.Match.Score).ToArray();
            }),
        ];
        return new ClassMatches(objects, matches);
    }

    private double Of(ImageMatch[] matches, int[] counts, int objects)
    {
        List<ScoredMatch> drawn = new(matches.Length);
        foreach (ImageMatch match in matches)
        {
            for (int n = 0; n < counts[match.Image]; n++)
            {
                drawn.Add(match.Match);
            }
        }

        return Metrics.AveragePrecision.Of(PrecisionRecallCurve.OfSorted(drawn, objects), _options.Variant)!.Value;
    }

    private sealed record ClassMatches(int[] Objects, ImageMatch[][] Matches)
    {
        public int Drawn(int[] counts) => Objects.Zip(counts, (objects, count) => objects * count).Sum();
    }

    private sealed record ImageMatch(int Image, ScoredMatch Match);
}
