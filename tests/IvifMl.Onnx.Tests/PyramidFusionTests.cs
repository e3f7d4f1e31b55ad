using IvifMl.Tests.Support;

namespace IvifMl.Onnx.Tests;

public sealed class PyramidFusionTests : IDisposable
{
    private const float OneLevel = 1f / 255f;
    private readonly Scorer _scorer = new(PyramidFusionGraph.Build());

    public static TheoryData<int, int> Sizes => new() { { 16, 16 }, { 17, 31 }, { 16, 333 }, { 33, 64 }, { 333, 501 }, { 480, 640 } };

    public void Dispose() => _scorer.Dispose();

    [Fact]
    public void TheShippedModelIsWhatTheBuilderMakes() =>
        Assert.Equal(PyramidFusionGraph.Build(), File.ReadAllBytes(Repository.PathOf("models", "fusion-pyramid.onnx")));

    [Fact]
    public void TheModelKeepsTheContract()
    {
        FusionContract contract = FusionContract.Check(OnnxModelInfo.Read(PyramidFusionGraph.Build()));
        Assert.Equal("fusion-pyramid", contract.Name);
        Assert.Equal("none", contract.TrainingData);
        Assert.Equal("MIT", contract.Licence);
        Assert.False(contract.TakesText);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void AnImageFusedWithItselfComesBack(int height, int width)
    {
        float[] image = TestScene.Visible(height, width, seed: 3);
        TestScene.AssertNear(image, _scorer.Fuse(image, image, height, width), OneLevel);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    [InlineData(1f)]
    public void AConstantInfraredLeavesTheVisibleUpToAConstant(float level)
    {
        float[] visible = TestScene.Visible(97, 131, seed: 4);
        float[] infrared = new float[visible.Length];
        Array.Fill(infrared, level);
        float[] fused = _scorer.Fuse(infrared, visible, 97, 131);
        float shift = fused.Zip(visible, (f, v) => f - v).Average();
        TestScene.AssertNear([.. visible.Select(v => v + shift)], fused, OneLevel);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void AnySizeGivesFiniteValuesInRangeAndTheSameEachTime(int height, int width)
    {
        float[] infrared = TestScene.Infrared(height, width, seed: 5);
        float[] visible = TestScene.Visible(height, width, seed: 6);
        float[] fused = _scorer.Fuse(infrared, visible, height, width);
        Assert.Equal(height * width, fused.Length);
        Assert.All(fused, value => Assert.InRange(value, 0f, 1f));
        Assert.Equal(fused, _scorer.Fuse(infrared, visible, height, width));
    }
}
