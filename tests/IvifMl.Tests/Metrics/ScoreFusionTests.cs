using System.Globalization;
using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

public sealed class ScoreFusionTests
{
    private static readonly (int Height, int Width)[] Sizes = [(48, 64), (40, 57), (48, 64)];
    private readonly MLContext _ml = new(seed: 1);

    /// <summary>Not one published value: each kind of setting differs from its default.</summary>
    private static readonly MetricProfile Own = MetricProfile.Strict with
    {
        Name = "own",
        Metrics = [FusionMetric.StructuralSimilarity, FusionMetric.Entropy, FusionMetric.MutualInformation, FusionMetric.MeanSquaredError],
        EntropyOffset = 1.0 / 3,
        MeanSquaredErrorWhite = 255,
        MutualInformation = MutualInformationVariant.Nats,
        StructuralSimilarity = new SsimOptions { Window = SsimWindow.Uniform7, DynamicRange = 2, Mean = true },
    };

    private sealed class Numbers
    {
        public float Fused { get; set; }
    }

    private sealed class Crowded
    {
        static Crowded() => ImageColumns.Register();

        public MLImage? Infrared { get; set; }

        public MLImage? Visible { get; set; }

        public MLImage? Fused { get; set; }

        public float EN { get; set; }

        public float Entropy { get; set; }
    }

    private int _read;

    private IDataView InMemory() => _ml.Data.LoadFromEnumerable(Rows());

    private IEnumerable<ScoredPair> Rows()
    {
        foreach (ScoredPair pair in ScoredPairs.Of(Sizes))
        {
            _read++;
            yield return pair;
        }
    }

    private static Func<string> OfVector(DataViewRow row, string column)
    {
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(row.Schema[column]);
        VBuffer<float> vector = default;
        return () =>
        {
            getter(ref vector);
            return string.Join(' ', vector.DenseValues().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        };
    }

    private void CheckConforms(FusionScoringEstimator estimator, string output) => new ComponentConformance<FusionScoringTransformer>(_ml, estimator, InMemory, output)
    {
        Value = OfVector,
        RowsRead = () => _read,
        Refused =
        [
            (_ml.Data.LoadFromEnumerable(new[] { new Numbers() }), ["'Fused'", "Single", "ScoreFusion"]),
            (_ml.Data.LoadFromEnumerable(new[] { new PairFiles() }), ["'Fused'", "'InfraredPath'"]),
        ],
    }.Check();

    [Fact]
    public void It_conforms() => CheckConforms(_ml.Transforms.ScoreFusion(), "FusionScore");

    [Fact]
    public void It_conforms_with_a_profile_of_the_users_own() => CheckConforms(_ml.Transforms.ScoreFusion("Quality", profile: Own), "Quality");

    public static TheoryData<string> Profiles => [.. MetricProfile.All.Select(p => p.Name), "own"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Each_slot_is_the_metric_of_the_profile(string name)
    {
        MetricProfile profile = name == "own" ? Own : MetricProfile.FromName(name);
        IDataView data = InMemory();
        FusionScoringTransformer transformer = _ml.Transforms.ScoreFusion("Quality", profile: profile).Fit(data);
        float[][] found = [.. ScoredPairs.Read<VBuffer<float>>(transformer.Transform(data), "Quality").Select(v => v.DenseValues().ToArray())];
        float[][] expected = [.. ScoredPairs.Expected(profile, Sizes).Select(s => s.Values.Select(v => v.Value is { } value && double.IsFinite(value) ? (float)value : float.NaN).ToArray())];

        Assert.Equal(profile.Metrics, transformer.Metrics);
        Assert.Equal(expected, found);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, profile.Metrics.Count), transformer.GetOutputSchema(data.Schema)["Quality"].Type);
    }

    [Fact]
    public void Undefined_and_infinite_are_missing_values()
    {
        var flat = ScoredPairs.Flat(24, 32, 90);
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { ScoredPairs.Pair("flat", flat, flat, flat) });
        MetricProfile profile = MetricProfile.Strict with { Metrics = [FusionMetric.CorrelationCoefficient, FusionMetric.PeakSignalToNoiseRatio, FusionMetric.MeanSquaredError] };
        IDataView scored = _ml.Transforms.ScoreFusion(profile: profile).Fit(data).Transform(data);

        Assert.Equal([float.NaN, float.NaN, 0], ScoredPairs.Read<VBuffer<float>>(scored, "FusionScore").Single().DenseValues());
    }

    [Fact]
    public void Columns_of_the_users_own_survive_even_those_named_as_metrics()
    {
        ScoredPair pair = ScoredPairs.Of((24, 32))[0];
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Crowded { Infrared = pair.Infrared, Visible = pair.Visible, Fused = pair.Fused, EN = 3, Entropy = 4 } });
        IDataView scored = _ml.Transforms.ScoreFusion().Fit(data).Transform(data);

        Assert.Equal([3f], ScoredPairs.Read<float>(scored, "EN"));
        Assert.Equal([4f], ScoredPairs.Read<float>(scored, "Entropy"));
    }

    [Fact]
    public void It_joins_other_features_and_a_second_profile()
    {
        ScoredPair pair = ScoredPairs.Of((24, 32))[0];
        IDataView data = _ml.Data.LoadFromEnumerable(new[] { new Crowded { Infrared = pair.Infrared, Visible = pair.Visible, Fused = pair.Fused, EN = 3 } });
        IDataView features = _ml.Transforms.ScoreFusion("First", profile: Own)
            .Append(_ml.Transforms.ScoreFusion("Second", fusedColumnName: "Visible", profile: Own))
            .Append(_ml.Transforms.Concatenate("Features", "First", "Second", "EN"))
            .Fit(data).Transform(data);
        float[] values = [.. ScoredPairs.Read<VBuffer<float>>(features, "Features").Single().DenseValues()];

        Assert.Equal(9, values.Length);
        Assert.Equal(3, values[8]);
        Assert.Equal(ScoredPairs.Read<VBuffer<float>>(features, "First").Single().DenseValues(), values[..4]);
        Assert.NotEqual(values[0], values[4]);
    }

    [SkippableFact]
    public void Slots_are_named_after_output_and_metric()
    {
        Skip.If(typeof(IDataView).Assembly.GetName().Name!.StartsWith("StandIn.", StringComparison.Ordinal), "The stand-in's Concatenate makes no slot names; the official one does.");
        IDataView data = InMemory();
        DataViewSchema schema = _ml.Transforms.ScoreFusion("Quality", profile: Own).Fit(data).GetOutputSchema(data.Schema);
        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["Quality"].Annotations.GetValue("SlotNames", ref names);

        Assert.Equal(["Quality.SSIM", "Quality.EN", "Quality.MI", "Quality.MSE"], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void Saved_settings_that_this_build_cannot_read_are_refused_with_a_sentence()
    {
        float[] unknown = [1, .. "{\"Name\":\"x\",\"Sharpness\":1}"u8.ToArray().Select(b => (float)b)];

        Assert.Contains("Sharpness", Assert.Throws<InvalidDataException>(() => ProfileSettings.FromVector(unknown)).Message, StringComparison.Ordinal);
        Assert.Contains("ScoreFusion", Assert.Throws<InvalidDataException>(() => ProfileSettings.FromVector([2, 65])).Message, StringComparison.Ordinal);
        Assert.Equal(MetricProfile.All.Append(Own).Select(ProfileText), MetricProfile.All.Append(Own).Select(p => ProfileText(ProfileSettings.FromVector(ProfileSettings.ToVector(p)))));
    }

    [Fact]
    public void Reading_stops_when_the_token_is_cancelled()
    {
        using CancellationTokenSource cancellation = new();
        IDataView data = InMemory();
        IDataView scored = _ml.Transforms.ScoreFusion(new FusionScoringOptions { CancellationToken = cancellation.Token, Profile = Own }).Fit(data).Transform(data);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["FusionScore"]]);

        Assert.True(cursor.MoveNext());
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => cursor.MoveNext());
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        FusionScoringOptions options = new();

        Assert.Equal(("FusionScore", "Fused", "Infrared", "Visible"), (options.OutputColumnName, options.FusedColumnName, options.InfraredColumnName, options.VisibleColumnName));
        Assert.Same(MetricProfile.Strict, options.Profile);
        Assert.Equal(CancellationToken.None, options.CancellationToken);
        options.Validate();
    }

    public static TheoryData<FusionScoringOptions, string> Wrong => new()
    {
        { new FusionScoringOptions { OutputColumnName = "" }, "OutputColumnName" },
        { new FusionScoringOptions { FusedColumnName = " " }, "FusedColumnName" },
        { new FusionScoringOptions { InfraredColumnName = "" }, "InfraredColumnName" },
        { new FusionScoringOptions { VisibleColumnName = "" }, "VisibleColumnName" },
        { new FusionScoringOptions { Profile = MetricProfile.Strict with { Metrics = [] } }, "no metric" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_values_are_refused_by_name(FusionScoringOptions options, string word) =>
        Assert.Contains(word, Assert.ThrowsAny<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);

    /// <summary>Records with lists compare by reference, so profiles are compared as they print, metric by metric.</summary>
    private static string ProfileText(MetricProfile profile) => string.Join(',', profile.Metrics) + (profile with { Metrics = MetricProfile.CommonMetrics });
}
