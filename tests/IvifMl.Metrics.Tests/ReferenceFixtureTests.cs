using System.Text.Json;
using IvifMl.Tests.Support;

namespace IvifMl.Metrics.Tests;

/// <summary>
/// Six pairs of RoadScene, MSRS and TNO with three fused images each, scored by the reference implementations in full precision
/// (../shared/fixtures/metrics). Tolerances are relative unless the value is 0.
/// </summary>
public class ReferenceFixtureTests
{
    private const double Double = 1e-8;
    private const double Single = 1e-4;

    /// <summary>
    /// IVIF_ZOO's SSIM subtracts squares of 65,025 in single precision; on night images with flat skies the noise of that is the second digit.
    /// </summary>
    private const double SinglePrecisionSsim = 5e-2;

    /// <summary>Profile or variant, reference implementation, its name of the metric, ours, tolerance.</summary>
    public static TheoryData<string, string, string, string, double> Metrics => new()
    {
        { "cddfuse", "cddfuse_evaluator", "EN", "EN", Double },
        { "cddfuse", "cddfuse_evaluator", "SD", "SD", Double },
        { "cddfuse", "cddfuse_evaluator", "SF", "SF", Double },
        { "cddfuse", "cddfuse_evaluator", "AG", "AG", Double },
        { "cddfuse", "cddfuse_evaluator", "MI_nats", "MI", Double },
        { "strict", "cddfuse_evaluator", "MI_bits", "MI", Double },
        { "cddfuse", "cddfuse_evaluator", "MSE", "MSE", Double },
        { "cddfuse", "cddfuse_evaluator", "CC", "CC", Double },
        { "cddfuse", "cddfuse_evaluator", "PSNR", "PSNR", Double },
        { "cddfuse", "cddfuse_evaluator", "SCD", "SCD", Double },
        { "cddfuse", "cddfuse_evaluator", "VIF", "VIF", Double },
        { "cddfuse", "cddfuse_evaluator", "Qabf", "Qabf", Double },
        { "cddfuse", "cddfuse_evaluator", "SSIM_sum_range2", "SSIM", Double },
        { "strict", "skimage", "SSIM_gauss11_sum", "SSIM", Double },
        { "strict", "skimage", "MSE255_mean", "MSE", Double },
        { "strict", "skimage", "PSNR255_of_mean_MSE", "PSNR", Double },
        { "tang", "tang_octave", "EN", "EN", Double },
        { "tang", "tang_octave", "SD", "SD", Double },
        { "tang", "tang_octave", "SF", "SF", Double },
        { "tang", "tang_octave", "AG", "AG", Double },
        { "tang", "tang_octave", "CC", "CC", Double },
        { "tang", "tang_octave", "SCD", "SCD", Double },
        { "tang", "tang_octave", "MI", "MI", Double },
        { "tang", "tang_octave", "MSE", "MSE", Double },
        { "tang", "tang_octave", "PSNR", "PSNR", Double },
        { "tang", "tang_octave", "Qabf", "Qabf", Double },
        { "tang", "tang_octave", "VIF", "VIF", Double },
        { "vifb", "vifb_octave", "Avg_gradient", "AG", Double },
        { "vifb", "vifb_octave", "Cross_entropy", "CE", Double },
        { "vifb", "vifb_octave", "Edge_intensity", "EI", Double },
        { "vifb", "vifb_octave", "Entropy", "EN", Double },
        { "vifb", "vifb_octave", "Mutinf", "MI", Double },
        { "vifb", "vifb_octave", "Psnr", "PSNR", Double },
        { "vifb", "vifb_octave", "Qabf", "Qabf", Double },
        { "vifb", "vifb_octave", "Qcb", "Qcb", Double },
        { "vifb", "vifb_octave", "Qcv", "Qcv", Double },
        { "vifb", "vifb_octave", "Rmse", "RMSE", Double },
        { "vifb", "vifb_octave", "Spatial_frequency", "SF", Double },
        { "vifb", "vifb_octave", "Ssim", "SSIM", Double },
        { "vifb", "vifb_octave", "Variance", "SD", Double },
        { "ivif-zoo", "ivif_zoo_torch", "EN", "EN", Single },
        { "ivif-zoo", "ivif_zoo_torch", "SF", "SF", Single },
        { "ivif-zoo", "ivif_zoo_torch", "SD", "SD", Single },
        { "ivif-zoo", "ivif_zoo_torch", "AG", "AG", Single },
        { "ivif-zoo", "ivif_zoo_torch", "EI", "EI", Single },
        { "ivif-zoo", "ivif_zoo_torch", "PSNR", "PSNR", Single },
        { "ivif-zoo", "ivif_zoo_torch", "MSE", "MSE", Single },
        { "ivif-zoo", "ivif_zoo_torch", "VIF", "VIF", Single },
        { "ivif-zoo", "ivif_zoo_torch", "CC", "CC", Single },
        { "ivif-zoo", "ivif_zoo_torch", "SCD", "SCD", Single },
        { "ivif-zoo", "ivif_zoo_torch", "MI", "MI", Double },
        { "ivif-zoo", "ivif_zoo_torch", "NMI", "NMI", Double },
        { "ivif-zoo", "ivif_zoo_torch", "Qabf", "Qabf", Single },
        { "ivif-zoo", "ivif_zoo_torch", "Nabf", "Nabf", Double },
        { "ivif-zoo", "ivif_zoo_torch", "SSIM_sum_as_published_float_input", "SSIM", SinglePrecisionSsim },
        { "ivif-zoo", "ivif_zoo_torch", "MS_SSIM_sum_as_published_float_input", "MS-SSIM", SinglePrecisionSsim },
        { "zoo-ms-ssim", "ivif_zoo_torch", "MS_SSIM_uint8_input_sum", "MS-SSIM", Single },
        { "uniform7", "skimage", "SSIM_uniform7_samplecov_sum", "SSIM", Double },
    };

    /// <summary>Values on a crop: profile, our name, the fixture's name, first row, first column, size.</summary>
    public static TheoryData<string, string, string, int, int, int> Crops => new()
    {
        { "strict", "Nabf", "Nabf_crop96_args_f_first", 60, 80, 96 },
        { "tang", "Nabf", "Nabf_crop96_as_called", 60, 80, 96 },
        { "strict", "FMI_pixel", "FMI_none_crop24", 60, 80, 24 },
        { "strict", "FMI_gradient", "FMI_gradient_crop24", 60, 80, 24 },
        { "tang", "FMI_dct", "FMI_dct_crop24", 60, 80, 24 },
    };

    [SkippableTheory]
    [MemberData(nameof(Metrics))]
    public void EveryImplementationsValuesAreReproduced(string profile, string implementation, string theirs, string ours, double tolerance)
    {
        int compared = 0;
        foreach ((string what, FusionImages images, JsonElement values) in Cases(implementation))
        {
            if (values.TryGetProperty(theirs, out JsonElement value))
            {
                Compare($"{what} {profile} {ours}:", value, Value(Profile(profile), ours, images), tolerance);
                compared++;
            }
        }

        Assert.True(compared >= 12, $"only {compared} cases have {theirs}");
    }

    [SkippableTheory]
    [MemberData(nameof(Crops))]
    public void SlowMetricsAreReproducedOnACrop(string profile, string ours, string theirs, int top, int left, int size)
    {
        int compared = 0;
        foreach ((string what, FusionImages images, JsonElement values) in Cases("tang_octave"))
        {
            if (values.TryGetProperty(theirs, out JsonElement value))
            {
                FusionImages crop = new(Crop(images.Infrared, top, left, size), Crop(images.Visible, top, left, size), Crop(images.Fused, top, left, size));

                // The visible crop of this pair is one level throughout: the reference stretches its transform's rounding noise into patterns, we call it flat.
                bool noise = ours == "FMI_dct" && what.StartsWith("RoadScene_FLIR_00311", StringComparison.Ordinal);
                Compare($"{what} {ours}:", value, Value(Profile(profile), ours, crop), noise ? 0.1 : Double);
                compared++;
            }
        }

        Assert.True(compared >= 4, $"only {compared} cases have {theirs}");
    }

    [SkippableFact]
    public void LuminanceFollowsTheReferencesGrayWithinOneLevelInAThousand()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("fixtures", "metrics", "metrics.json")));
        foreach (JsonElement pair in document.RootElement.GetProperty("pairs").EnumerateArray())
        {
            string dataset = pair.GetProperty("dataset").GetString()!;
            string name = pair.GetProperty("name").GetString()!;
            if (dataset == "MSRS")
            {
                GrayImage ours = TestPairs.Read("data", dataset, "vi", name + ".png");
                GrayImage theirs = TestPairs.Read("fixtures", "metrics", "images", $"{dataset}_{name}_vi.png");
                int different = 0;
                for (int i = 0; i < ours.Length; i++)
                {
                    int difference = Math.Abs(ours.Levels[i] - theirs.Levels[i]);
                    Assert.True(difference <= 1);
                    different += difference;
                }

                Assert.True(different <= ours.Length / 1000, $"{name}: {different} of {ours.Length} pixels differ");
            }
        }
    }

    private static double? Value(MetricProfile profile, string metric, FusionImages images)
    {
        FusionMetric key = FusionMetricExtensions.FromShortName(metric)!.Value;
        return FusionScorer.Score(images, profile with { Metrics = [key] })[key];
    }

    private static MetricProfile Profile(string name) => name switch
    {
        "zoo-ms-ssim" => MetricProfile.Strict with { MultiScaleHalving = ScaleHalving.ZeroPadded },
        "uniform7" => MetricProfile.Strict with { StructuralSimilarity = new() { Window = SsimWindow.Uniform7, SampleCovariance = true } },
        _ => MetricProfile.FromName(name),
    };

    private static void Compare(string what, JsonElement expected, double? actual, double tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(actual is null, $"{what} is undefined, was {actual}.");
            return;
        }

        double value = expected.GetDouble();
        CloseTo.Absolute(value, actual, tolerance * Math.Max(1e-3, Math.Abs(value)), what);
    }

    private static IEnumerable<(string What, FusionImages Images, JsonElement Values)> Cases(string implementation)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("fixtures", "metrics", "metrics.json")));
        foreach (JsonElement pair in document.RootElement.GetProperty("pairs").EnumerateArray())
        {
            string stem = $"{pair.GetProperty("dataset").GetString()}_{pair.GetProperty("name").GetString()}";
            GrayImage infrared = TestPairs.Read("fixtures", "metrics", "images", stem + "_ir.png");
            GrayImage visible = TestPairs.Read("fixtures", "metrics", "images", stem + "_vi.png");
            foreach (JsonProperty candidate in pair.GetProperty("candidates").EnumerateObject())
            {
                if (candidate.Value.TryGetProperty(implementation, out JsonElement values))
                {
                    GrayImage fused = TestPairs.Candidate(infrared, visible, candidate.Name, halfToEven: false);
                    yield return ($"{stem} {candidate.Name}", new(infrared, visible, fused), values);
                }
            }
        }
    }

    private static GrayImage Crop(GrayImage image, int top, int left, int size)
        => TestPairs.Make(size, size, (y, x) => image.Row(top + y)[left + x]);
}
