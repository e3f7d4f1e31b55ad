namespace IvifMl.Metrics.Tests;

public sealed class DetectionBootstrapTests
{
    private static readonly DetectionBox Here = new(0, 0, 10, 10);
    private static readonly GroundTruthBox[] Person = [new("person", Here)];
    private static readonly DetectionImage Found = new(Person, [new("person", Here, 0.9)]);
    private static readonly DetectionImage Missed = new(Person, []);

    /// <summary>Images with several classes, crowds, ties and false alarms, drawn by a seed.</summary>
    private static DetectionImage[] Drawn(int count, int seed, double jitter)
    {
        Random random = new(seed);
        Random moves = new(seed + 1000);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            GroundTruthBox[] truth = [.. Enumerable.Range(0, random.Next(4)).Select(i =>
                new GroundTruthBox(i % 2 == 0 ? "person" : "car", new(i * 40, 0, (i * 40) + 30, 20 + random.Next(20)), IsCrowd: random.Next(8) == 0))];
            DetectedBox[] found = [.. truth.Select(t => new DetectedBox(t.Label, Moved(t.Box), Math.Round(moves.NextDouble(), 1))), new("car", new(200, 200, 230, 230), Math.Round(moves.NextDouble(), 1))];
            return new DetectionImage(truth, found);
        })];

        DetectionBox Moved(DetectionBox box)
        {
            (double x, double y) = (moves.NextDouble() * jitter, moves.NextDouble() * jitter);
            return new(box.Left + x, box.Top + y, box.Right + x, box.Bottom + y);
        }
    }

    [Fact]
    public void Images_that_are_all_alike_give_an_interval_without_width()
    {
        DetectionIntervals intervals = DetectionBootstrap.Of([Found, Found, Found]);

        Assert.Equal(new BootstrapInterval(1, 1, 1), intervals.MAP50);
        Assert.Equal(new BootstrapInterval(1, 1, 1), intervals.MAP50To95);
    }

    [Fact]
    public void The_estimate_is_what_the_evaluator_gives()
    {
        DetectionImage[] images = Drawn(25, seed: 3, jitter: 12);
        DetectionScore score = DetectionEvaluator.Evaluate(images);
        DetectionIntervals intervals = DetectionBootstrap.Of(images);

        CloseTo.Absolute(score.MAP50!.Value, intervals.MAP50!.Value.Estimate, 1e-12);
        CloseTo.Absolute(score.MAP50To95!.Value, intervals.MAP50To95!.Value.Estimate, 1e-12);
        Assert.True(intervals.MAP50.Value.Low < score.MAP50 && score.MAP50 < intervals.MAP50.Value.High);
        Assert.True(intervals.MAP50To95.Value.Low < score.MAP50To95 && score.MAP50To95 < intervals.MAP50To95.Value.High);
    }

    [Fact]
    public void One_of_two_images_found_spans_all_that_two_draws_can_give()
    {
        // Draws of two: both missed 0, both found 1 (each with chance 1/4), one of each 51/101.
        BootstrapInterval interval = DetectionBootstrap.Of([Found, Missed]).MAP50!.Value;

        CloseTo.Absolute(51.0 / 101, interval.Estimate, 1e-12);
        Assert.Equal((0, 1), (interval.Low, interval.High));

        // Within the middle 40 % lies only the figure in between.
        BootstrapInterval narrow = DetectionBootstrap.Of([Found, Missed], options: new() { Confidence = 0.4 }).MAP50!.Value;
        CloseTo.Absolute(51.0 / 101, narrow.Low, 1e-12);
        CloseTo.Absolute(51.0 / 101, narrow.High, 1e-12);
    }

    [Fact]
    public void Every_draw_has_every_class()
    {
        // The one car is found, no person is: whatever is drawn, the mean over both classes is a half. Without the car it would be 0.
        DetectionImage car = new([new("car", Here)], [new("car", Here, 0.9)]);

        Assert.Equal(new BootstrapInterval(0.5, 0.5, 0.5), DetectionBootstrap.Of([car, .. Enumerable.Repeat(Missed, 9)]).MAP50);
    }

    [Fact]
    public void A_draw_counts_an_image_as_often_as_the_evaluator_would()
    {
        DetectionImage[] images = Drawn(6, seed: 5, jitter: 6);
        int[] counts = [2, 0, 1, 3, 0, 1];
        DetectionImage[] repeated = [.. images.SelectMany((image, i) => Enumerable.Repeat(image, counts[i]))];
        DetectionScore expected = DetectionEvaluator.Evaluate(repeated);
        double[][] precision = new DetectionSample(images, new()).AveragePrecision(counts);

        Assert.Equal(expected.Classes.Where(c => c.AveragePrecision[0] is not null).Select(c => c.AveragePrecision.Select(v => Math.Round(v!.Value, 12))), precision.Select(c => c.Select(v => Math.Round(v, 12))));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        DetectionImage[] images = Drawn(25, seed: 3, jitter: 12);

        Assert.Equal(DetectionBootstrap.Of(images), DetectionBootstrap.Of(images));
        Assert.NotEqual(DetectionBootstrap.Of(images).MAP50, DetectionBootstrap.Of(images, options: new() { Seed = 1 }).MAP50);
    }

    [Fact]
    public void A_difference_is_taken_of_the_same_draws()
    {
        DetectionImage[] sharp = Drawn(25, seed: 3, jitter: 4);
        DetectionImage[] blurred = Drawn(25, seed: 3, jitter: 14);
        DetectionIntervals difference = DetectionBootstrap.Difference(sharp, blurred);
        DetectionIntervals none = DetectionBootstrap.Difference(sharp, sharp);

        CloseTo.Absolute(DetectionBootstrap.Of(sharp).MAP50!.Value.Estimate - DetectionBootstrap.Of(blurred).MAP50!.Value.Estimate, difference.MAP50!.Value.Estimate, 1e-12);
        Assert.True(difference.MAP50To95!.Value.Low > 0);
        Assert.Equal(new BootstrapInterval(0, 0, 0), none.MAP50);
        Assert.Contains("same images", Assert.Throws<ArgumentException>(() => DetectionBootstrap.Difference(sharp, Drawn(25, seed: 4, jitter: 4))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_objects_there_is_no_interval() =>
        Assert.Equal(new DetectionIntervals(null, null), DetectionBootstrap.Of([new([], [new("person", Here, 0.9)])]));

    [Fact]
    public void Options_are_as_documented_and_wrong_ones_are_refused_by_name()
    {
        DetectionBootstrapOptions options = new();

        Assert.Equal((1000, 0.95, 0), (options.Resamples, options.Confidence, options.Seed));
        Assert.Contains("Resamples is 0", Assert.Throws<InvalidOperationException>(() => DetectionBootstrap.Of([Found], options: new() { Resamples = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("Confidence is 1", Assert.Throws<InvalidOperationException>(() => DetectionBootstrap.Of([Found], options: new() { Confidence = 1 })).Message, StringComparison.Ordinal);
    }
}
