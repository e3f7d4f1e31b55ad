using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Losses;

public sealed class PatchSamplerTests
{
    private static readonly PatchOptions Still = new() { Count = 3, Rotation = 0, VerticalShift = 0, LargestScale = 1, Shear = 0 };

    [Fact]
    public void SameSeedDrawsTheSamePatches()
    {
        PatchSampler first = PatchSampler.Draw(new(5), 224, 224);
        PatchSampler second = PatchSampler.Draw(new(5), 224, 224);
        Assert.Equal(first.Side, second.Side);
        Assert.Equal(first.Windows, second.Windows);
        Assert.Equal(first.Maps, second.Maps);
        Assert.False(first.Maps.SequenceEqual(PatchSampler.Draw(new(6), 224, 224).Maps));
    }

    [Fact]
    public void SidesAndWindowsKeepThePapersLimits()
    {
        Random random = new(1);
        List<int> sides = [];
        for (int step = 0; step < 500; step++)
        {
            PatchSampler patches = PatchSampler.Draw(random, 224, 224, new() { Count = 2 });
            sides.Add(patches.Side);
            Assert.All(patches.Windows, window => Assert.True(window is { Top: >= 0, Left: >= 0 } && window.Top + patches.Side <= 224 && window.Left + patches.Side <= 224));
        }

        Assert.InRange(sides.Min(), 112, 114);
        Assert.InRange(sides.Max(), 177, 179);
        Assert.InRange(sides.Average(), 142, 150);
    }

    [Fact]
    public void MapTurnsMagnifiesAndShiftsAboutTheCentre()
    {
        PatchOptions options = new() { Count = 200, Shear = 0 };
        PatchSampler patches = PatchSampler.Draw(new(3), 224, 224, options);
        for (int i = 0; i < patches.Count; i++)
        {
            ReadOnlySpan<float> map = patches.Maps.Slice(6 * i, 6);
            double shrink = Math.Sqrt((map[0] * map[4]) - (map[1] * map[3]));
            Assert.InRange(shrink, 1 / 1.5, 1.0001);
            Assert.InRange(double.RadiansToDegrees(Math.Atan2(map[1], map[0])), -5.001, 5.001);

            // The source place (2, 5) is where the patch's centre shows; its way from the window's centre is the shift, turned and shrunk.
            double shift = Math.Sqrt((map[2] * map[2]) + (map[5] * map[5])) / shrink;
            Assert.InRange(shift, 0, 0.2 + (1.0 / patches.Side));
        }
    }

    [TorchFact]
    public void StillPatchesAreTheWindowsThemselves()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor pictures = arange(2 * 3 * 20 * 24, dtype: ScalarType.Float32).view(2, 3, 20, 24);
        PatchSampler patches = PatchSampler.Draw(new(8), 20, 24, Still);
        Tensor cut = patches.Cut(pictures);
        Assert.Equal([6, 3, patches.Side, patches.Side], cut.shape);
        for (int row = 0; row < 6; row++)
        {
            (int top, int left) = patches.Windows[row / 2];
            Tensor window = pictures.narrow(0, row % 2, 1).narrow(2, top, patches.Side).narrow(3, left, patches.Side);
            Near.Equal(window, cut.narrow(0, row, 1), 0);
        }
    }

    [TorchFact]
    public void ShiftedPatchFillsWithNoughtsAndMovesByWholePixels()
    {
        using DisposeScope scope = NewDisposeScope();
        PatchOptions options = Still with { Count = 40, VerticalShift = 0.5, SmallestShare = 1, LargestShare = 1 };
        PatchSampler patches = PatchSampler.Draw(new(2), 16, 16, options);
        Tensor picture = arange(1, 257, dtype: ScalarType.Float32).view(1, 1, 16, 16);
        Tensor cut = patches.Cut(picture);
        for (int i = 0; i < patches.Count; i++)
        {
            int down = (int)Math.Round(-patches.Maps[(6 * i) + 5] * 8);
            Tensor expected = zeros(1, 1, 16, 16);
            expected.narrow(2, Math.Max(down, 0), 16 - Math.Abs(down)).copy_(picture.narrow(2, Math.Max(-down, 0), 16 - Math.Abs(down)));
            Near.Equal(expected, cut.narrow(0, i, 1), 0);
        }
    }

    [TorchFact]
    public void DerivativesFlowToThePictures()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor picture = rand(1, 1, 32, 32, generator: new Generator(4)).requires_grad_();
        PatchSampler patches = PatchSampler.Draw(new(2), 32, 32, new() { Count = 2 });
        Tensor cut = patches.Cut(picture);
        cut.sum().backward();
        Near.Equal(cut.gt(0).sum().item<long>(), picture.grad!.sum(), 1e-3);
        Assert.Throws<ArgumentException>(() => patches.Cut(zeros(1, 1, 32, 31)));
    }
}
