using IvifMl.Metrics;
using IvifMl.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Losses;

/// <summary>The losses over pictures: examples by hand, derivatives, flat pictures, agreement with the metrics.</summary>
public sealed class PictureLossTests : IDisposable
{
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor, Tensor>> All = new()
    {
        ["intensity"] = IntensityMaximumLoss.Of,
        ["saliency"] = SaliencyIntensityLoss.Of,
        ["choice"] = NearestSourceLoss.Of,
        ["gradient"] = GradientMaximumLoss.Of,
        ["ssim"] = (fused, infrared, visible) => SsimLoss.Of(fused, infrared, visible),
        ["edges"] = EdgePreservationLoss.Of,
        ["fidelity"] = InformationFidelityLoss.Of,
        ["differences"] = CorrelationOfDifferencesLoss.Of,
        ["contrast"] = ContrastLoss.Of,
        ["targets"] = HotTargetLoss.Of,
    };

    private readonly DisposeScope _scope = Torch.Missing is null ? NewDisposeScope() : null!;

    public static TheoryData<string> Names => [.. All.Keys];

    public void Dispose() => _scope?.Dispose();

    [TorchFact]
    public void IntensityIsDistanceToTheBrighterSource()
        => Near.Equal(0.4, IntensityMaximumLoss.Of(Scenes.Flat(0.5), Scenes.Flat(0.9), Scenes.Flat(0.2)), 1e-12);

    [TorchFact]
    public void SaliencyTakesTheVisibleWhereTheInfraredIsFlatAndAHotSquareWhereTheVisibleIs()
    {
        Near.Equal(0, SaliencyIntensityLoss.Of(Scenes.Flat(0.3, 64), Scenes.Flat(0.9, 64), Scenes.Flat(0.3, 64)), 1e-9);

        // A hot square on black, the visible flat: inside the square the infrared is followed, so a fusion without it misses 0.8 on its share of 1/16.
        Tensor hot = zeros(1, 1, 64, 64, dtype: ScalarType.Float64);
        hot.narrow(2, 24, 16).narrow(3, 24, 16).fill_(1);
        Tensor flat = full_like(hot, 0.2);
        double missed = SaliencyIntensityLoss.Of(flat, hot, flat).item<double>();
        Assert.InRange(missed, 0.8 * 0.99 / 16, 0.8 / 16);
        Assert.True(SaliencyIntensityLoss.Of(maximum(flat, hot), hot, flat).item<double>() < 0.02 * missed);
    }

    [TorchFact]
    public void TargetsAreMissedByHowMuchDarkerTheyAreWhateverTheirSize()
    {
        foreach (int side in new[] { 8, 16 })
        {
            Tensor hot = zeros(1, 1, 160, 160, dtype: ScalarType.Float64);
            hot.narrow(2, 72, side).narrow(3, 72, side).fill_(0.8);
            Tensor flat = full_like(hot, 0.2);
            Assert.InRange(HotTargetLoss.Of(flat, hot, flat).item<double>(), 0.45, 0.6);
            Near.Equal(0, HotTargetLoss.Of(maximum(flat, hot), hot, flat), 1e-12);
            Near.Equal(0, HotTargetLoss.Of(hot, flat, hot), 1e-12);
        }
    }

    [TorchFact]
    public void ChoiceIsDistanceToTheNearerSource()
        => Near.Equal(0.3, NearestSourceLoss.Of(Scenes.Flat(0.5), Scenes.Flat(0.9), Scenes.Flat(0.2)), 1e-12);

    [TorchFact]
    public void ContrastIsTheDeviation()
    {
        Tensor halves = Scenes.Rows(new[,] { { 0.2, 0.6, 0.2, 0.6 }, { 0.6, 0.2, 0.6, 0.2 } });
        Near.Equal(-0.2, ContrastLoss.Of(halves, halves, halves), 1e-6);
    }

    [TorchFact]
    public void InformationOfEqualPicturesIsAllThereIsAndOfAFlatOneNought()
    {
        Tensor halves = Scenes.Rows(new[,] { { 0d, 0.5, 1, 0.5 }, { 0.5, 0.5, 0.5, 0.5 }, { 1, 0.5, 0, 0.5 }, { 0.5, 0.5, 0.5, 0.5 } });
        Near.Equal(-1, MutualInformationLoss.Of(halves, halves, halves), 1e-4);
        Near.Equal(0, MutualInformationLoss.Of(full_like(halves, 0.3), halves, halves), 1e-4);
    }

    [TorchFact]
    public void GradientOfARampIsEightTimesItsSlope()
    {
        // Four columns, slope 0.1: the border columns see half the difference, so (0.4 + 0.8 + 0.8 + 0.4)/4.
        Tensor ramp = Scenes.Rows(new[,] { { 0, 0.1, 0.2, 0.3 }, { 0, 0.1, 0.2, 0.3 }, { 0, 0.1, 0.2, 0.3 } });
        Tensor flat = full_like(ramp, 0.5);
        Near.Equal(0.6, GradientMaximumLoss.Of(flat, flat, ramp), 1e-3);
        Near.Equal(0.6, GradientMaximumLoss.Of(ramp, flat, flat), 1e-3);
        Near.Equal(0, GradientMaximumLoss.Of(ramp + 0.3, flat, ramp), 1e-9);
    }

    [TorchFact]
    public void SsimOfFlatPicturesIsTheLuminanceTerm()
    {
        double similarity = ((2 * 0.5 * 0.2) + 1e-4) / ((0.5 * 0.5) + (0.2 * 0.2) + 1e-4);
        Near.Equal(1 - 0.7 - (0.3 * similarity), SsimLoss.Of(Scenes.Flat(0.5), Scenes.Flat(0.2), Scenes.Flat(0.5), 0.3, 0.7), 1e-9);
    }

    [TorchFact]
    public void SsimOfEqualPicturesIsNought()
    {
        Tensor picture = Scenes.Smooth(16).Fused;
        Near.Equal(0, SsimLoss.Of(picture, picture, picture), 1e-12);
    }

    [TorchFact]
    public void EdgesOfEqualPicturesKeepAllThatTheSigmoidsAllow()
    {
        Tensor picture = Scenes.Smooth(16).Fused;
        double most = 0.9994 / (1 + Math.Exp(-7.5)) * 0.9879 / (1 + Math.Exp(-4.4));
        Near.Equal(1 - most, EdgePreservationLoss.Of(picture, picture, picture), 1e-6);
    }

    [TorchFact]
    public void FidelityOfEqualPicturesIsTwo()
    {
        Tensor picture = Scenes.Smooth(48).Fused;
        Near.Equal(-2, InformationFidelityLoss.Of(picture, picture, picture), 1e-3);
    }

    [TorchFact]
    public void DifferencesThatAreTheOtherSourceCostNothing()
    {
        Tensor infrared = Scenes.Rows(new[,] { { 0, 0.25, 0, 0.25 } });
        Tensor visible = Scenes.Rows(new[,] { { 0, 0, 0.5, 0.5 } });
        Near.Equal(0, CorrelationOfDifferencesLoss.Of(infrared + visible, infrared, visible), 1e-4);

        // r(F − V, R) = −1, and a flat visible counts 0.
        Near.Equal(1.5, CorrelationOfDifferencesLoss.Of(0.5 - infrared, infrared, zeros_like(visible)), 1e-4);
    }

    [TorchTheory]
    [MemberData(nameof(Names))]
    public void DerivativeIsThatOfCentralDifferences(string name)
    {
        (Tensor fused, Tensor infrared, Tensor visible) = Scenes.Smooth(name == "fidelity" ? 44 : 14);
        Near.Gradient(picture => All[name](picture, infrared, visible), fused);
    }

    [TorchTheory]
    [MemberData(nameof(Names))]
    public void FlatPicturesGiveFiniteValuesAndDerivatives(string name)
    {
        foreach (ScalarType type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            foreach ((double infrared, double visible) in ((double, double)[])[(0.5, 0.5), (0.1, 0.9), (0, 1)])
            {
                Tensor fused = Scenes.Flat(0.5).to(type).requires_grad_();
                Tensor loss = All[name](fused, Scenes.Flat(infrared).to(type), Scenes.Flat(visible).to(type));
                loss.backward();
                Assert.True(loss.isfinite().item<bool>());
                Assert.True(fused.grad!.isfinite().all().item<bool>());
            }
        }
    }

    [TorchTheory]
    [MemberData(nameof(Names))]
    public void LossOfABatchIsTheMeanOfItsPictures(string name)
    {
        (Tensor fused, Tensor infrared, Tensor visible) = Scenes.Smooth(44);
        Tensor One(long i) => All[name](fused.narrow(0, i, 1), infrared.narrow(0, i, 1), visible.narrow(0, i, 1));
        Near.Equal(((One(0) + One(1)) / 2).item<double>(), All[name](fused, infrared, visible), 1e-9);
    }

    [TorchTheory]
    [MemberData(nameof(Names))]
    public void ShapesThatDifferAreNamed(string name)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => All[name](Scenes.Flat(0, 50), Scenes.Flat(0, 50), Scenes.Flat(0, 49)));
        Assert.Contains("[1, 1, 49, 49]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => All[name](zeros(50, 50), zeros(50, 50), zeros(50, 50)));
    }

    [TorchFact]
    public void FidelityRefusesPicturesWithoutAFourthScale()
    {
        Tensor small = Scenes.Flat(0.5, InformationFidelityLoss.SmallestSide - 1);
        Assert.Throws<ArgumentException>(() => InformationFidelityLoss.Of(small, small, small));
        Tensor enough = Scenes.Flat(0.5, InformationFidelityLoss.SmallestSide);
        Assert.True(InformationFidelityLoss.Of(enough, enough, enough).isfinite().item<bool>());
    }

    [TorchTheory]
    [InlineData("RoadScene", "FLIR_00006")]
    [InlineData("TNO", "01")]
    [InlineData("MSRS", "00001D")]
    [InlineData("MSRS", "00004N")]
    public void LossesOfRealPairsAgreeWithTheMetrics(string set, string name)
    {
        foreach ((FusionImages images, Tensor fused, Tensor infrared, Tensor visible) in Scenes.Real(TestPairs.Named(set, name)))
        {
            // The metric takes edges that differ by nearly π for opposite, which costs it 0.03 to 0.04 on these pairs.
            double edges = EdgePreservationLoss.Of(fused, infrared, visible).item<float>();
            Assert.InRange(edges, 1 - EdgePreservation.Of(images)!.Value - 0.06, 1 - EdgePreservation.Of(images)!.Value + 0.005);
            Near.Equal(1 - EdgesBetweenLines(fused, infrared, visible), tensor(edges), 0.005);
            Near.Equal(-VisualInformationFidelity.Of(images)!.Value, InformationFidelityLoss.Of(fused, infrared, visible), 1e-3);
            Near.Equal(1 - (SumOfCorrelationsOfDifferences.Of(images)!.Value / 2), CorrelationOfDifferencesLoss.Of(fused, infrared, visible), 1e-3);
            (double infraredSsim, double visibleSsim) = StructuralSimilarity.OfSources(images)!.Value;
            Near.Equal(1 - ((infraredSsim + visibleSsim) / 2), SsimLoss.Of(fused, infrared, visible), 1e-4);
        }
    }

    /// <summary>Qabf as the metric has it, but with the turn between two edges taken modulo π.</summary>
    private static double EdgesBetweenLines(Tensor fused, Tensor infrared, Tensor visible)
    {
        (Tensor Strength, Tensor Angle) Edges(Tensor picture)
        {
            Tensor levels = (picture * 255).round().to(ScalarType.Float64);
            Tensor taps = tensor(new double[] { 1, 0, -1, 2, 0, -2, 1, 0, -1, -1, -2, -1, 0, 0, 0, 1, 2, 1 }, [2, 1, 3, 3]);
            Tensor[] s = nn.functional.conv2d(levels, taps, padding: [1, 1]).chunk(2, 1);
            return ((s[0].square() + s[1].square()).sqrt(), where(s[0].eq(0), full_like(s[0], Math.PI / 2), (s[1] / s[0]).atan()));
        }

        (Tensor Strength, Tensor Angle) f = Edges(fused);
        double kept = 0;
        double weight = 0;
        foreach (Tensor picture in (Tensor[])[infrared, visible])
        {
            (Tensor Strength, Tensor Angle) s = Edges(picture);
            Tensor ratio = where(s.Strength.eq(f.Strength), f.Strength, minimum(s.Strength, f.Strength) / maximum(s.Strength, f.Strength));
            Tensor turn = (s.Angle - f.Angle).abs();
            Tensor agreement = 1 - (minimum(turn, Math.PI - turn) * (2 / Math.PI));
            Tensor quality = 0.9994 / (1 + exp(-15 * (ratio - 0.5))) * 0.9879 / (1 + exp(-22 * (agreement - 0.8)));
            kept += (quality * s.Strength).sum().item<double>();
            weight += s.Strength.sum().item<double>();
        }

        return kept / weight;
    }
}
