namespace IvifMl.Scenes.Tests;

public class BoxTests
{
    [Fact]
    public void BoxesBoundTheirMasksExactlyAndCountThem()
    {
        for (ulong seed = 0; seed < 12; seed++)
        {
            RenderedPair pair = Rendered.Small(seed);
            ReadOnlySpan<ushort> instances = pair.Instances.Span;
            int width = pair.Visible.Width;
            for (int n = 1; n <= pair.Boxes.Count; n++)
            {
                (int x0, int y0, int x1, int y1, int pixels) = (int.MaxValue, int.MaxValue, 0, 0, 0);
                for (int i = 0; i < instances.Length; i++)
                {
                    if (instances[i] == n)
                    {
                        (x0, x1) = (Math.Min(x0, i % width), Math.Max(x1, (i % width) + 1));
                        (y0, y1) = (Math.Min(y0, i / width), Math.Max(y1, (i / width) + 1));
                        pixels++;
                    }
                }

                SceneBox box = pair.Boxes[n - 1];
                Assert.Equal((x0, y0, x1, y1, pixels), (box.X0, box.Y0, box.X1, box.Y1, box.Pixels));
                Assert.True(box.Pixels >= Scene.SmallestMask);
                Assert.InRange(box.Occlusion, 0f, 0.9999f);
                Assert.InRange(box.SmokeCover, 0f, 1f);
                Assert.Contains(box.Label, SceneLabels.All);
            }

            foreach (ushort instance in instances)
            {
                Assert.InRange(instance, 0, pair.Boxes.Count);
            }
        }
    }

    [Fact]
    public void BoxesRunFromNearToFar()
    {
        RenderedPair pair = Rendered.Small(5, SceneKind.Street);
        Assert.True(pair.Boxes.Count > 2);
        Assert.Equal(pair.Boxes.OrderBy(b => b.Distance), pair.Boxes);
    }

    /// <summary>A person of 1.6 to 1.9 m at distance z is f · height / z pixels tall; boxes must agree with the pinhole.</summary>
    [Fact]
    public void BoxesOfWholePeopleHaveTheHeightThatTheDistanceGives()
    {
        const float Focal = 0.95f * 320;
        int checkedPeople = 0;
        for (ulong seed = 0; seed < 16; seed++)
        {
            foreach (SceneBox box in Rendered.Small(seed, SceneKind.Street).Boxes)
            {
                if (box.Label == SceneLabels.Person && box.Occlusion == 0f && box.Y1 < 240 && box.X0 > 0 && box.X1 < 320)
                {
                    float metres = box.Height * box.Distance / Focal;
                    float pixel = box.Distance / Focal;
                    Assert.InRange(metres, 1.45f - (2 * pixel), 1.95f + (2 * pixel));
                    checkedPeople++;
                }
            }
        }

        Assert.True(checkedPeople > 10, $"only {checkedPeople} whole people");
    }

    /// <summary>What the two sensors see changes at a mask's edge, not beside it: the strongest mean gradient is at shift 0 in both.</summary>
    [Theory]
    [InlineData(SceneKind.Street)]
    [InlineData(SceneKind.Forest)]
    [InlineData(SceneKind.Harbour)]
    [InlineData(SceneKind.Field)]
    [InlineData(SceneKind.Corridor)]
    public void EdgesOfMasksCoincideInBothImages(SceneKind kind)
    {
        const int Reach = 3;
        double[] visible = new double[(2 * Reach) + 1];
        double[] infrared = new double[(2 * Reach) + 1];
        for (ulong seed = 100; seed < 105; seed++)
        {
            RenderedPair pair = Rendered.Small(seed, kind, TimeOfDay.Day, SceneWeather.Clear, smoke: false, noise: false);
            ReadOnlySpan<ushort> instances = pair.Instances.Span;
            float[] luminance = Rendered.Luminance(pair.Visible);
            float[] counts = Rendered.Counts(pair.Infrared);
            int width = pair.Visible.Width;
            for (int i = 0; i < instances.Length - 1; i++)
            {
                int x = i % width;
                if (x < Reach || x >= width - Reach - 1 || instances[i] == instances[i + 1] || (instances[i] != 0 && instances[i + 1] != 0))
                {
                    continue;
                }

                int number = Math.Max(instances[i], instances[i + 1]);
                if (pair.Boxes[number - 1].Label != SceneLabels.Person)
                {
                    continue;
                }

                for (int s = -Reach; s <= Reach; s++)
                {
                    visible[s + Reach] += Math.Abs(luminance[i + s + 1] - luminance[i + s]);
                    infrared[s + Reach] += Math.Abs(counts[i + s + 1] - counts[i + s]);
                }
            }
        }

        Assert.Equal(visible.Max(), visible[Reach]);
        Assert.Equal(infrared.Max(), infrared[Reach]);
    }
}
