namespace IvifMl.Scenes.Tests;

public class PhysicsTests
{
    [Fact]
    public void SmokeIsInvisibleToTheInfrared()
    {
        int hidden = 0;
        for (ulong seed = 0; seed < 8; seed++)
        {
            RenderedPair clear = Rendered.Small(seed, SceneKind.Street, TimeOfDay.Day, SceneWeather.Overcast, smoke: false);
            RenderedPair smoky = Rendered.Small(seed, SceneKind.Street, TimeOfDay.Day, SceneWeather.Overcast, smoke: true);
            Assert.Equal(clear.Infrared.UInt16Samples.ToArray(), smoky.Infrared.UInt16Samples.ToArray());
            Assert.NotEqual(clear.Visible.Bytes.ToArray(), smoky.Visible.Bytes.ToArray());
            Assert.Equal(clear.Boxes.Select(b => (b.Label, b.X0, b.Y0, b.X1, b.Y1)), smoky.Boxes.Select(b => (b.Label, b.X0, b.Y0, b.X1, b.Y1)));
            Assert.All(clear.Boxes, b => Assert.Equal(0f, b.SmokeCover));
            Assert.False(clear.Facts.Smoke);
            hidden += smoky.Boxes.Count(b => b.HiddenBySmoke);
        }

        Assert.True(hidden >= 4, $"smoke hid only {hidden} things in 8 scenes");
    }

    [Fact]
    public void SmokeTakesContrastFromWhatItHides()
    {
        List<double> ratios = [];
        for (ulong seed = 0; seed < 10; seed++)
        {
            RenderedPair clear = Rendered.Small(seed, SceneKind.Field, TimeOfDay.Day, SceneWeather.Clear, smoke: false, noise: false);
            RenderedPair smoky = Rendered.Small(seed, SceneKind.Field, TimeOfDay.Day, SceneWeather.Clear, smoke: true, noise: false);
            for (int n = 0; n < smoky.Boxes.Count; n++)
            {
                if (smoky.Boxes[n] is { SmokeCover: > 0.75f, Pixels: > 60 })
                {
                    ratios.Add(Rendered.Deviation(Masked(smoky, Rendered.Luminance(smoky.Visible), n + 1)) / Rendered.Deviation(Masked(clear, Rendered.Luminance(clear.Visible), n + 1)));
                }
            }
        }

        Assert.True(ratios.Count >= 3, $"only {ratios.Count} hidden things");
        Assert.True(ratios.Average() < 0.7, $"contrast kept: {ratios.Average():F2}");
    }

    [Fact]
    public void PeopleAreWarmerThanWhatIsAroundThemAtNight()
    {
        int people = 0;
        for (ulong seed = 0; seed < 8; seed++)
        {
            RenderedPair pair = Rendered.Small(seed, SceneKind.Forest, TimeOfDay.Night, noise: false);
            float[] celsius = pair.Temperature!.Array;
            for (int n = 1; n <= pair.Boxes.Count; n++)
            {
                if (pair.Boxes[n - 1] is { Label: SceneLabels.Person, Pixels: > 150 })
                {
                    float[] inside = Masked(pair, celsius, n);
                    float[] around = Masked(pair, celsius, 0);
                    Assert.True(inside.Average() > around.Average() + 3f, $"seed {seed}: {inside.Average():F1} °C in {around.Average():F1} °C");
                    Assert.InRange(inside.Max(), 10f, 36f);
                    people++;
                }
            }
        }

        Assert.True(people >= 5, $"only {people} people");
    }

    [Fact]
    public void CountsFollowTheSensorsLaw()
    {
        Assert.Equal(4400f, ThermalSensor.CountsOf(26.85f), 0.01f);
        Assert.Equal(400f, ThermalSensor.CountsOf(-273.15f), 0.01f);
        Assert.All([-40f, 0f, 20f, 36.6f, 120f], t => Assert.Equal(t, ThermalSensor.CelsiusOf(ThermalSensor.CountsOf(t)), 0.02f));
        RenderedPair pair = Rendered.Small(8, noise: false);
        float[] celsius = pair.Temperature!.Array;
        ReadOnlySpan<ushort> counts = pair.Infrared.UInt16Samples;
        for (int i = 0; i < counts.Length; i++)
        {
            Assert.InRange(counts[i] - ThermalSensor.CountsOf(celsius[i]), -0.6f, 0.6f);
        }
    }

    [Fact]
    public void TheThermalSensorAddsTheNoiseOfItsDataSheet()
    {
        RenderedPair ideal = Rendered.Small(4, SceneKind.Corridor, noise: false);
        RenderedPair real = Rendered.Small(4, SceneKind.Corridor);
        float[] error = Rendered.Counts(real.Infrared);
        float[] truth = Rendered.Counts(ideal.Infrared);
        float[] column = new float[320];
        for (int i = 0; i < error.Length; i++)
        {
            error[i] -= truth[i];
            column[i % 320] += error[i] / 240;
        }

        // Temporal 2.6 counts, columns 1.3, rows 0.6 and a shading of 5 counts from middle to edge, which adds about 2.1 in deviation.
        Assert.InRange(Rendered.Deviation(error), 3.0, 4.2);
        float[] steps = [.. Enumerable.Range(60, 200).Select(x => column[x + 1] - column[x])];
        Assert.InRange(Rendered.Deviation(steps), 1.3, 2.4);
        Assert.InRange(real.Infrared.UInt16Samples.ToArray().Max(), 1000, ThermalSensor.MaximumCount);
    }

    [Fact]
    public void FogTakesVisibleContrastAndLeavesMoreOfTheThermal()
    {
        double visible = 0, thermal = 0;
        for (ulong seed = 0; seed < 5; seed++)
        {
            RenderedPair overcast = Rendered.Small(seed, SceneKind.Street, TimeOfDay.Day, SceneWeather.Overcast, smoke: false, noise: false);
            RenderedPair fog = Rendered.Small(seed, SceneKind.Street, TimeOfDay.Day, SceneWeather.Fog, smoke: false, noise: false);
            visible += Rendered.Deviation(Rendered.Luminance(fog.Visible)) / Rendered.Deviation(Rendered.Luminance(overcast.Visible)) / 5;
            thermal += Rendered.Deviation(Rendered.Counts(fog.Infrared)) / Rendered.Deviation(Rendered.Counts(overcast.Infrared)) / 5;
        }

        Assert.True(visible < 0.85, $"visible contrast kept in fog: {visible:F2}");
        Assert.True(thermal > visible, $"thermal {thermal:F2} not above visible {visible:F2}");
    }

    [Fact]
    public void NightIsDarkerAndNoisierThanDay()
    {
        for (ulong seed = 0; seed < 3; seed++)
        {
            double Mean(TimeOfDay time) => Rendered.Luminance(Rendered.Small(seed, SceneKind.Street, time).Visible).Average();
            double Noise(TimeOfDay time)
            {
                float[] real = Rendered.Luminance(Rendered.Small(seed, SceneKind.Street, time).Visible);
                float[] ideal = Rendered.Luminance(Rendered.Small(seed, SceneKind.Street, time, noise: false).Visible);
                return Rendered.Deviation([.. real.Zip(ideal, (a, b) => a - b)]);
            }

            Assert.True(Mean(TimeOfDay.Night) < 0.75 * Mean(TimeOfDay.Day));
            Assert.True(Noise(TimeOfDay.Night) > 2 * Noise(TimeOfDay.Day));
        }
    }

    private static float[] Masked(RenderedPair pair, float[] values, int number)
    {
        ushort[] instances = pair.Instances.ToArray();
        return [.. values.Where((_, i) => instances[i] == number)];
    }
}
