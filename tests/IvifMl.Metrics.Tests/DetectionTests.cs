namespace IvifMl.Metrics.Tests;

/// <summary>Detection metrics on cases that can be derived by hand.</summary>
public class DetectionTests
{
    private const double Exact = 1e-12;
    private static readonly DetectionBox Here = new(0, 0, 10, 10);
    private static readonly DetectionBox There = new(50, 50, 60, 60);

    [Fact]
    public void OverlapOfTwoShiftedSquaresIsAThird()
        => CloseTo.Absolute(1.0 / 3, new DetectionBox(0, 0, 2, 2).IntersectionOverUnion(new(1, 0, 3, 2)), Exact);

    [Fact]
    public void HalfOfTheObjectsFoundIsHalfOfTheArea()
    {
        DetectionImage[] images = [Image([Here, There], [(Here, 0.9)])];
        DetectionScore score = DetectionEvaluator.Evaluate(images);
        CloseTo.Absolute(51.0 / 101, score.MAP50, Exact);

        // The YOLOv5 curve falls linearly from (0.5, 1) to (1, 0).
        CloseTo.Absolute(0.75, DetectionEvaluator.Evaluate(images, new() { Variant = AveragePrecisionVariant.YoloV5 }).MAP50, Exact);
    }

    [Fact]
    public void ASecondDetectionOfOneObjectIsWrong()
    {
        DetectionScore score = DetectionEvaluator.Evaluate([Image([Here], [(Here, 0.9), (Here, 0.8)])]);
        CloseTo.Absolute(1, score.MAP50, Exact);
        CloseTo.Absolute(0.5, score.Classes[0].Precision, Exact);
        CloseTo.Absolute(1, score.Classes[0].Recall, Exact);
    }

    [Fact]
    public void DetectionsBelowTheScoreThresholdDoNotCountForPrecision()
    {
        DetectionScore score = DetectionEvaluator.Evaluate([Image([Here], [(Here, 0.9), (There, 0.1)])]);
        CloseTo.Absolute(1, score.Classes[0].Precision, Exact);
    }

    [Fact]
    public void AClassWithoutObjectsHasNoAveragePrecisionAndLeavesTheMeanAlone()
    {
        DetectionImage image = new([new("person", Here)], [new("person", Here, 0.9), new("car", There, 0.8)]);
        DetectionScore score = DetectionEvaluator.Evaluate([image]);
        Assert.Null(score.Classes.Single(c => c.Label == "car").AveragePrecision[0]);
        CloseTo.Absolute(1, score.MAP50, Exact);
    }

    [Fact]
    public void WithoutAnyObjectThereIsNoMean()
    {
        Assert.Null(DetectionEvaluator.Evaluate([Image([], [(Here, 0.9)])]).MAP50);
        Assert.Null(DetectionEvaluator.Evaluate([]).MAP50);
    }

    [Fact]
    public void WhatLiesInACrowdIsNeitherRightNorWrong()
    {
        DetectionImage image = new([new("person", Here), new("person", new(40, 40, 80, 80), IsCrowd: true)], [new("person", There, 0.95), new("person", Here, 0.9)]);
        CloseTo.Absolute(1, DetectionEvaluator.Evaluate([image]).MAP50, Exact);
    }

    [Fact]
    public void MissRateIsOneWhereNothingIsFoundAndTinyWhereAllIs()
    {
        PrecisionRecallCurve nothing = PrecisionRecallCurve.Of([Image([Here], [])], "person", 0.5);
        CloseTo.Absolute(1, LogAverageMissRate.Of(nothing, 1), Exact);
        PrecisionRecallCurve all = PrecisionRecallCurve.Of([Image([Here], [(Here, 0.9)])], "person", 0.5);
        CloseTo.Absolute(1e-10, LogAverageMissRate.Of(all, 1), 1e-15);
    }

    [Fact]
    public void MissRateFollowsTheCurveOverFalseAlarms()
    {
        // One of two objects is found before the first false alarm, the other after it, on 10 images: below 0.1 false alarms per image the
        // miss rate is ½, from there on 1e-10. Of the nine points 10^-2 … 10^0 four lie below 0.1 (10^-1 is the fifth).
        DetectionImage[] images = [Image([Here, There], [(Here, 0.9), (new(100, 0, 110, 10), 0.8), (There, 0.7)]), .. Enumerable.Repeat(Image([], []), 9)];
        PrecisionRecallCurve curve = PrecisionRecallCurve.Of(images, "person", 0.5);
        double expected = Math.Exp(((4 * Math.Log(0.5)) + (5 * Math.Log(1e-10))) / 9);
        CloseTo.Relative(expected, LogAverageMissRate.Of(curve, images.Length), 1e-9);
    }

    [Fact]
    public void OptionsWithoutMeaningAreRefused()
    {
        Assert.Equal(100, new DetectionEvaluatorOptions().MaximumDetections);
        Assert.Equal(0.25, new DetectionEvaluatorOptions().ScoreThreshold);
        Assert.Throws<InvalidOperationException>(() => DetectionEvaluator.Evaluate([], new() { MaximumDetections = 0 }));
        Assert.Throws<InvalidOperationException>(() => DetectionEvaluator.Evaluate([], new() { ScoreThreshold = double.NaN }));
    }

    private static DetectionImage Image(DetectionBox[] objects, (DetectionBox Box, double Score)[] found)
        => new([.. objects.Select(box => new GroundTruthBox("person", box))], [.. found.Select(f => new DetectedBox("person", f.Box, f.Score))]);
}
