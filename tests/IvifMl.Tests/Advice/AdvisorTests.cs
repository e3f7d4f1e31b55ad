using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests.Advice;

public sealed class AdvisorTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static readonly FusionCandidate[] Candidates =
    [
        FusionCandidate.FromGraph("plain", PyramidFusionGraph.Build()),
        FusionCandidate.FromGraph("dark", PyramidFusionGraph.Build(new() { Lift = 0, TargetShare = 0 })),
        FusionCandidate.FromModel("gray", FusionModel.FromOptions(new FusionOptions { Colour = FusedColour.Gray })),
    ];

    private static AdvisorOptions Options => new()
    {
        Candidates = Candidates,
        MinimumExampleCountPerLeaf = 1,
        NumberOfTrees = 10,
        Profile = MetricProfile.Strict with { Metrics = [FusionMetric.Entropy, FusionMetric.StandardDeviation, FusionMetric.StructuralSimilarity] },
    };

    private sealed class Numbers
    {
        public float Infrared { get; set; }
    }

    private sealed class Scored
    {
        static Scored() => ImageColumns.Register();

        public MLImage? Infrared { get; set; }

        public MLImage? Visible { get; set; }

        public float Score { get; set; }
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Pictures.Pairs((32, 40), (24, 37), (40, 32), (48, 64), (32, 32), (28, 50)));

    private static Func<string> OfText(DataViewRow row, string column)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(row.Schema[column]);
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            getter(ref text);
            return text.ToString();
        };
    }

    private static Func<string> OfVector(DataViewRow row, string column)
    {
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(row.Schema[column]);
        VBuffer<float> vector = default;
        return () =>
        {
            getter(ref vector);
            return string.Join(' ', vector.DenseValues());
        };
    }

    private ComponentConformance<AdvisorTransformer> Conformance(AdvisorOptions options, string output) => new(_ml, _ml.Fusion.Trainers.Advisor(options), Data, output)
    {
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Infrared'", "Single", "Advisor"]),
            (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Infrared'", "'InfraredPath'"]),
        ],
        Value = options.ChosenColumnName is not null ? OfText : options.ScoresColumnName is not null ? OfVector : OfImage,
    };

    private static Func<string> OfImage(DataViewRow row, string column)
    {
        ValueGetter<MLImage> getter = row.GetGetter<MLImage>(row.Schema[column]);
        MLImage image = null!;
        return () =>
        {
            getter(ref image);
            return image.Hash();
        };
    }

    [Fact]
    public void The_choice_conforms() => Conformance(Options, "Chosen").Check();

    [Fact]
    public void The_scores_conform() => Conformance(Options with { ChosenColumnName = null, ScoresColumnName = "Predicted" }, "Predicted").Check();

    [Fact]
    public void The_fused_picture_conforms() => Conformance(Options with { ChosenColumnName = null, FusedColumnName = "Fused" }, "Fused").Check();

    [SkippableFact]
    public void The_slots_of_the_predicted_scores_are_named_after_their_candidates()
    {
        Skip.If(typeof(IDataView).Assembly.GetName().Name!.StartsWith("StandIn.", StringComparison.Ordinal), "The stand-in's Concatenate makes no slot names; the official one does.");
        IDataView data = _ml.Data.LoadFromEnumerable(Pictures.Pairs((32, 40), (24, 37), (40, 32), (48, 64)));
        using AdvisorTransformer advisor = _ml.Fusion.Trainers.Advisor(Options with { ScoresColumnName = "Predicted" }).Fit(data);
        VBuffer<ReadOnlyMemory<char>> slots = default;
        advisor.Transform(data).Schema["Predicted"].Annotations.GetValue("SlotNames", ref slots);
        Assert.Equal(["Predicted.plain", "Predicted.dark", "Predicted.gray"], slots.DenseValues().Select(s => s.ToString()));
    }

    [Fact]
    public void The_fused_picture_is_that_of_the_candidate_with_the_highest_score()
    {
        InfraredVisiblePair[] pairs = Pictures.Pairs((32, 40), (24, 37), (40, 32), (48, 64));
        IDataView data = _ml.Data.LoadFromEnumerable(pairs);
        using AdvisorTransformer advisor = _ml.Fusion.Trainers.Advisor(Options with { ScoresColumnName = "Predicted", FusedColumnName = "Fused" }).Fit(data);
        IDataView advised = advisor.Transform(data);
        List<ReadOnlyMemory<char>> chosen = ScoredPairs.Read<ReadOnlyMemory<char>>(advised, "Chosen");
        List<VBuffer<float>> scores = ScoredPairs.Read<VBuffer<float>>(advised, "Predicted");
        List<string> hashes = Pictures.Read(advised, "Fused", image => image.Hash());
        for (int i = 0; i < pairs.Length; i++)
        {
            float[] values = [.. scores[i].DenseValues()];
            FusionCandidate best = Candidates[Array.IndexOf(values, values.Max())];
            Assert.Equal(best.Name, chosen[i].ToString());
            using FusionModel model = best.Open();
            using MLImage fused = model.Fuse(pairs[i].Infrared!, pairs[i].Visible!);
            Assert.Equal(fused.Hash(), hashes[i]);
        }
    }

    [Fact]
    public void It_learns_which_candidate_suits_which_kind_of_pair()
    {
        // Of two candidates one is better by day, the other by night; the brightness of the visible tells.
        AdvisorExample[] examples = [.. Enumerable.Range(0, 60).Select(i =>
        {
            RasterImage visible = ScoredPairs.Flat(24, 24, (byte)(i * 4));
            return new AdvisorExample(PairStatistics.Of(Bt601.Luminance(Pictures.Infrared(24, 24, i)), visible), i < 30 ? [1, 0] : [0, 1]);
        })];
        AdvisorForest forest = AdvisorForest.Fit(_ml, examples, Options with { Candidates = Candidates[..2] });
        Assert.All(forest.Predict(_ml, examples).Index(), p => Assert.Equal(p.Index < 30, p.Item[0] > p.Item[1]));
        IReadOnlyList<StatisticImportance> importance = forest.Importance();
        Assert.Contains("brightness", importance[0].Statistic, StringComparison.Ordinal);
        Assert.Equal(1, importance.Sum(s => s.Share), 6);
    }

    [Fact]
    public void A_column_named_Score_of_the_data_stays()
    {
        Scored[] rows = [.. Pictures.Pairs((32, 40), (24, 37)).Select((p, i) => new Scored { Infrared = p.Infrared, Visible = p.Visible, Score = 7 + i })];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        using AdvisorTransformer advisor = _ml.Fusion.Trainers.Advisor(Options).Fit(data);
        Assert.Equal([7f, 8f], ScoredPairs.Read<float>(advisor.Transform(data), "Score"));
    }

    [Fact]
    public void Statistics_of_simple_pictures_are_as_derived_by_hand()
    {
        Plane infrared = Bt601.Luminance(RasterImage.FromBytes(1, 2, 1, [0, 200]));
        float[] statistics = PairStatistics.Of(infrared, RasterImage.FromBytes(1, 2, 3, [0, 0, 0, 255, 0, 0]));
        Assert.Equal(PairStatistics.Names.Count, statistics.Length);
        Assert.Equal(PairStatistics.Count, statistics.Length);
        Assert.Equal(100, statistics[0]);            // (0 + 200)/2
        Assert.Equal(100, statistics[1]);            // both are 100 from the mean
        Assert.Equal(1, statistics[2]);              // two levels, equally often
        Assert.Equal(0.5f, statistics[5]);           // one of two is nearly black
        Assert.Equal(0.5f, statistics[14]);          // black is not saturated, red fully
        Assert.Equal(1f, statistics[15], 1e-6f);     // both rise from left to right
    }

    [Fact]
    public void Options_that_mean_nothing_are_refused()
    {
        FusionTrainers trainers = _ml.Fusion.Trainers;
        Assert.Contains("at least two", Assert.Throws<ArgumentException>(() => trainers.Advisor(Candidates[0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => trainers.Advisor(Candidates[0], Candidates[0]));
        Assert.Throws<ArgumentException>(() => trainers.Advisor(Options with { ChosenColumnName = null }));
        Assert.Throws<ArgumentException>(() => trainers.Advisor(Options with { FusedColumnName = "Chosen" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Advisor(Options with { NumberOfTrees = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Advisor(Options with { NumberOfLeaves = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Advisor(Options with { MinimumExampleCountPerLeaf = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.Advisor(Options with { LearningRate = double.NaN }));
        IDataView none = _ml.Data.LoadFromEnumerable(Array.Empty<InfraredVisiblePair>());
        Assert.Contains("no rows", Assert.Throws<ArgumentException>(() => trainers.Advisor(Options).Fit(none)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        AdvisorOptions options = new();
        Assert.Equal(("Chosen", null, null), (options.ChosenColumnName, options.ScoresColumnName, options.FusedColumnName));
        Assert.Equal((60, 8, 8, 0.1, 1), (options.NumberOfTrees, options.NumberOfLeaves, options.MinimumExampleCountPerLeaf, options.LearningRate, options.Seed));
        Assert.Equal(MetricProfile.CommonMetrics, options.Profile.Metrics);
    }
}
