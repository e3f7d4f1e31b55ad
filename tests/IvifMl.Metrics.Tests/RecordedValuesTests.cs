namespace IvifMl.Metrics.Tests;

/// <summary>
/// Values that reference implementations gave for RoadScene FLIR_00006 and FLIR_05164 with the visible image, the average and
/// the maximum as fused images, and for the synthetic set; recorded to six decimals, hence the tolerance of 1e-6.
/// </summary>
public class RecordedValuesTests
{
    private const double SixDecimals = 1e-6;

    private static readonly (string Name, string Candidate)[] Columns =
    [
        ("FLIR_00006", "vi"), ("FLIR_00006", "avg"), ("FLIR_00006", "max"), ("FLIR_05164", "vi"), ("FLIR_05164", "avg"), ("FLIR_05164", "max"),
    ];

    /// <summary>Short name, then the six RoadScene columns, then the synthetic one.</summary>
    public static TheoryData<string, double?[]> Strict => new()
    {
        { "EN", [6.486981, 6.242375, 6.618470, 7.042022, 6.760855, 7.081481, 7.719386] },
        { "SD", [42.538618, 21.990660, 40.163636, 40.780150, 32.010482, 41.052778, 54.027465] },
        { "SF", [6.782990, 7.828858, 9.846555, 13.866740, 13.854799, 15.879318, 44.202372] },
        { "AG", [1.962127, 2.740209, 2.881807, 5.234093, 5.146027, 5.704487, 15.363324] },
        { "MI", [7.502375, 2.405546, 7.038049, 7.841485, 2.461321, 7.296820, 7.664456] },
        { "SCD", [null, 1.833968, 1.619516, null, 1.562131, 1.397521, 1.331687] },
        { "VIF", [1.014608, .539294, .913345, 1.035762, .471867, .663831, .412967] },
        { "Qabf", [.381842, .366739, .487770, .487034, .381604, .497292, .537932] },
        { "SSIM", [1.358389, 1.449111, 1.355626, 1.235138, 1.347075, 1.242863, 1.198357] },
    };

    [SkippableTheory]
    [MemberData(nameof(Strict))]
    public void StrictReproducesTheRecordedValues(string metric, double?[] expected) => Check(MetricProfile.Strict, metric, expected, SixDecimals);

    private static void Check(MetricProfile profile, string shortName, double?[] expected, double tolerance)
    {
        FusionMetric metric = Enum.GetValues<FusionMetric>().Single(m => m.ShortName() == shortName);
        MetricProfile only = profile with { Metrics = [metric] };
        for (int column = 0; column < expected.Length; column++)
        {
            FusionImages images = column < Columns.Length ? TestPairs.RoadScene(Columns[column].Name, Columns[column].Candidate) : TestPairs.Synthetic;
            double? actual = FusionScorer.Score(images, only)[metric];
            string what = $"{profile.Name} {shortName}, column {column}:";
            if (expected[column] is { } value)
            {
                CloseTo.Absolute(value, actual, tolerance, what);
            }
            else
            {
                Assert.True(actual is null, $"{what} is undefined, was {actual}.");
            }
        }
    }
}
