namespace IvifMl.Metrics.Tests;

/// <summary>
/// Values that reference implementations gave for RoadScene FLIR_00006 and FLIR_05164 with the visible image, the average and
/// the maximum as fused images, and for the synthetic set; recorded to six decimals, hence the tolerance of 1e-6.
/// </summary>
public class RecordedValuesTests
{
    private const double SixDecimals = 1e-6;

    // IVIF_ZOO computes in single precision.
    private const double SinglePrecision = 5e-5;

    // ... and its SSIM subtracts squares of 65,025 from each other, which single precision resolves to a few hundred, against constants of 7 and 59.
    private const double SinglePrecisionSsim = 1e-3;

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

    /// <summary>Profile, short name, tolerance, values as above.</summary>
    public static TheoryData<string, string, double, double?[]> Published => new()
    {
        { "vifb", "SF", SixDecimals, [6.773907, 7.818219, 9.832922, 13.843671, 13.831378, 15.853709] },
        { "vifb", "AG", SixDecimals, [1.972054, 2.754072, 2.896386, 5.267105, 5.178483, 5.740465] },
        { "tang", "AG", SixDecimals, [1.972054, 2.754072, 2.896386, 5.267105, 5.178483, 5.740465] },
        { "cddfuse", "MI", SixDecimals, [5.200250, 1.667398, 4.878404, 5.435303, 1.706057, 5.057770, 5.312596] },
        { "vifb", "MI", SixDecimals, [5.200250, 1.667398, 4.878404, 5.435303, 1.706057, 5.057770] },
        { "ivif-zoo", "MI", SixDecimals, [7.502375, 2.405546, 7.038049, 7.841485, 2.461321, 7.296820, 7.664456] },
        { "tang", "MI", SixDecimals, [7.504003, 2.406403, 7.040040, 7.845723, 2.464235, 7.303147] },
        { "strict", "CC", SixDecimals, [.154292, .362764, .270693, .375956, .594696, .495515, .745853] },
        { "strict", "MSE", SixDecimals, [6199.045015, 3099.647228, 6199.045015, 4194.181420, 2097.215738, 4194.181420, 2337.778320] },
        { "strict", "PSNR", SixDecimals, [10.207556, 13.217681, 10.207556, 11.904331, 14.914373, 11.904331, 14.442770] },
        { "cddfuse", "PSNR", SixDecimals, [10.207556, 12.618416, 10.207556, 11.904331, 14.880243, 11.904331, 14.374377] },
        { "tang", "PSNR", SixDecimals, [58.338359, 61.348485, 58.338359, 60.035135, 63.045176, 60.035135] },
        { "ivif-zoo", "PSNR", SixDecimals, [58.338359, 61.348485, 58.338359, 60.035135, 63.045176, 60.035135] },
        { "vifb", "PSNR", SixDecimals, [56.755159, 56.755072, 55.764652, 56.871650, 56.871520, 55.726940] },
        { "vifb", "RMSE", SixDecimals, [.137266, .137269, .172431, .133634, .133637, .173935] },
        { "ivif-zoo", "VIF", SinglePrecision, [1.062704, .682015, .997076, 1.077864, .565473, .759249] },
        { "cddfuse", "SSIM", SixDecimals, [.942315, .797516, .920686, .999971, .994957, .993955, 1.140137] },
        { "ivif-zoo", "SSIM", SinglePrecisionSsim, [.949327, .809893, .922171, 1.002234, 1.004232, .995092] },
        { "ivif-zoo", "MS-SSIM", SinglePrecisionSsim, [1.000000, .827022, .803698, 1.000000, 1.107260, 1.012016] },
        { "vifb", "EI", SixDecimals, [20.555660, 28.549199, 30.344976, 55.085877, 53.826010, 59.583346] },
        { "ivif-zoo", "EI", SinglePrecision, [27.953028, 34.201050, 38.521816, 63.971474, 61.167953, 68.944633] },
        { "vifb", "CE", SixDecimals, [.041824, .606569, .058458, .211682, 1.031273, .466833] },
        { "ivif-zoo", "CE", SixDecimals, [.023265, .023265, .023265, .000381, .000381, .000381] },
        { "vifb", "Qcb", SixDecimals, [.605180, .494604, .451030, .654998, .519299, .498663] },
        { "ivif-zoo", "Qcb", SixDecimals, [.591286, .491222, .444211, .652248, .529020, .514049] },
        { "vifb", "Qcv", SixDecimals, [1408.661973, 2368.071548, 735.459922, 1540.463510, 1152.400590, 934.882340] },
        { "ivif-zoo", "Qy", SixDecimals, [.978752, .919111, .983341, .979659, .944864, .983130] },
        { "ivif-zoo", "Nabf", SixDecimals, [0, 0, .000053, 0, 0, .000301] },
    };

    [SkippableTheory]
    [MemberData(nameof(Published))]
    public void ProfilesReproduceTheRecordedValues(string profile, string metric, double tolerance, double?[] expected)
        => Check(MetricProfile.FromName(profile), metric, expected, tolerance);

    [SkippableFact]
    public void SsimWithAUniformWindowReproducesTheRecordedValues() => Check(
        MetricProfile.Strict with { Name = "uniform window", StructuralSimilarity = new() { Window = SsimWindow.Uniform7, SampleCovariance = true } },
        "SSIM",
        [1.308719, 1.391909, 1.305069, 1.200106, 1.304142, 1.207314, 1.164860],
        SixDecimals);

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
