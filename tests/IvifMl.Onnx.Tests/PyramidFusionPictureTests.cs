namespace IvifMl.Onnx.Tests;

/// <summary>What a fused picture must look like, on pairs small enough to say it in numbers.</summary>
public sealed class PyramidFusionPictureTests : IDisposable
{
    private const int Height = 160;
    private const int Width = 200;
    private readonly Scorer _scorer = new(PyramidFusionGraph.Build());

    public void Dispose() => _scorer.Dispose();

    [Fact]
    public void AHotFigureIsBrightAndCastsNoHaloOnAFlatGround()
    {
        float[] infrared = Draw((y, x) => InFigure(y, x, 0) ? 0.9f : 0.3f);
        float[] visible = Draw((_, _) => 0.4f);
        float[] fused = _scorer.Fuse(infrared, visible, Height, Width);
        Assert.InRange(fused[(80 * Width) + 100], 0.8f, 1f);
        for (int i = 0; i < fused.Length; i++)
        {
            if (!InFigure(i / Width, i % Width, margin: 3))
            {
                Assert.InRange(fused[i], 0.4f - 0.09f, 0.4f + 0.09f);
            }
        }
    }

    [Fact]
    public void ADarkFigureThatIsHotComesOutBright()
    {
        float[] infrared = Draw((y, x) => InFigure(y, x, 0) ? 0.9f : 0.2f);
        float[] visible = Draw((y, x) => InFigure(y, x, 0) ? 0.1f : 0.7f);
        Assert.InRange(_scorer.Fuse(infrared, visible, Height, Width)[(80 * Width) + 100], 0.75f, 1f);
    }

    [Fact]
    public void TextureOfTheVisibleStaysOnAFlatInfrared()
    {
        float[] infrared = Draw((y, x) => 0.3f + (0.0005f * x));
        float[] visible = Draw((y, x) => 0.5f + (0.2f * MathF.Sin(x * 1.3f) * MathF.Sin(y * 0.9f)));
        float[] fused = _scorer.Fuse(infrared, visible, Height, Width);
        Assert.InRange(Deviation(fused) / Deviation(visible), 0.97, 1.05);
    }

    [Fact]
    public void NoiseOfTheInfraredStaysOutOfASmoothSky()
    {
        Random random = new(7);
        float[] infrared = Draw((_, _) => 0.2f + (0.06f * (random.NextSingle() - 0.5f)));
        float[] visible = Draw((y, _) => 0.8f - (0.001f * y));
        float[] fused = _scorer.Fuse(infrared, visible, Height, Width);
        Assert.InRange(Deviation([.. fused.Zip(visible, (f, v) => f - v)]) / Deviation(infrared), 0, 0.15);
    }

    [Fact]
    public void ABrightSkyIsNotDarkenedByAColdOne()
    {
        float[] infrared = Draw((y, _) => y < 80 ? 0.02f : 0.45f);
        float[] visible = Draw((y, _) => y < 80 ? 0.9f : 0.4f);
        float[] fused = _scorer.Fuse(infrared, visible, Height, Width);
        Assert.InRange(fused.Take(60 * Width).Average(), 0.85f, 1f);
    }

    [Fact]
    public void ThereIsNoSeamAtTheBorder()
    {
        // A ramp in both sources: every border row and column must go on as the ones inside do.
        float[] infrared = Draw((y, x) => 0.3f + (0.002f * x));
        float[] visible = Draw((y, x) => 0.4f + (0.002f * y));
        float[] fused = _scorer.Fuse(infrared, visible, Height, Width);
        float steepest = 0;
        for (int y = 1; y < Height; y++)
        {
            for (int x = 1; x < Width; x++)
            {
                float here = fused[(y * Width) + x];
                steepest = Math.Max(steepest, Math.Max(Math.Abs(here - fused[((y - 1) * Width) + x]), Math.Abs(here - fused[(y * Width) + x - 1])));
            }
        }

        Assert.InRange(steepest, 0.001f, 0.012f);
    }

    [Fact]
    public void AShiftedPairGivesAShiftedPicture()
    {
        float[] infrared = TestScene.Infrared(Height, Width, seed: 8);
        float[] visible = TestScene.Visible(Height, Width, seed: 9);
        float[] whole = _scorer.Fuse(infrared, visible, Height, Width);
        foreach (int shift in (int[])[1, 5, 16])
        {
            float[] moved = _scorer.Fuse(Shifted(infrared, shift), Shifted(visible, shift), Height - shift, Width - shift);
            double difference = 0;
            int count = 0;
            for (int y = 32; y < Height - 48; y++)
            {
                for (int x = 32; x < Width - 48; x++)
                {
                    difference += Math.Abs(moved[(y * (Width - shift)) + x] - whole[((y + shift) * Width) + x + shift]);
                    count++;
                }
            }

            Assert.InRange(difference / count, 0, 3.0 / 255);
        }
    }

    private static bool InFigure(int y, int x, int margin) => y >= 50 - margin && y < 110 + margin && x >= 90 - margin && x < 114 + margin;

    private static float[] Draw(Func<int, int, float> value) => [.. Enumerable.Range(0, Height * Width).Select(i => value(i / Width, i % Width))];

    private static float[] Shifted(float[] image, int shift) =>
        [.. Enumerable.Range(0, (Height - shift) * (Width - shift)).Select(i => image[(((i / (Width - shift)) + shift) * Width) + (i % (Width - shift)) + shift])];

    private static double Deviation(float[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
