using IvifMl.Imaging;

namespace IvifMl.Scenes.Tests;

public class SizeAndRangeTests
{
    public static TheoryData<SceneKind, TimeOfDay, SceneWeather> Everything()
    {
        TheoryData<SceneKind, TimeOfDay, SceneWeather> all = [];
        foreach (SceneKind kind in Enum.GetValues<SceneKind>())
        {
            foreach (TimeOfDay time in Enum.GetValues<TimeOfDay>())
            {
                foreach (SceneWeather weather in kind == SceneKind.Corridor ? [SceneWeather.Clear] : Enum.GetValues<SceneWeather>())
                {
                    all.Add(kind, time, weather);
                }
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void EveryKindRendersWithContentInBothImages(SceneKind kind, TimeOfDay time, SceneWeather weather)
    {
        for (ulong seed = 0; seed < 2; seed++)
        {
            RenderedPair pair = Rendered.Small(seed, kind, time, weather, noise: false);
            Assert.Equal((kind, time, weather), (pair.Facts.Kind, pair.Facts.Time, pair.Facts.Weather));
            Assert.True(Rendered.Deviation(Rendered.Luminance(pair.Visible)) > 2, $"seed {seed}: flat visible image");
            Assert.True(Rendered.Deviation(Rendered.Counts(pair.Infrared)) > 20, $"seed {seed}: flat infrared image");
            float[] celsius = pair.Temperature!.Array;
            Assert.All([celsius.Min(), celsius.Max()], t => Assert.InRange(t, -60f, 130f));
            Assert.NotEmpty(pair.Boxes);
        }
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(64, 48)]
    [InlineData(333, 251)]
    [InlineData(240, 640)]
    [InlineData(2048, 1536)]
    public void AnySizeRenders(int width, int height)
    {
        foreach (SceneKind kind in width > 1000 ? [SceneKind.Street] : Enum.GetValues<SceneKind>())
        {
            RenderedPair pair = Scene.Render(new() { Seed = 9, Kind = kind, Width = width, Height = height });
            Assert.Equal((width, height, 3, SampleType.UInt8), (pair.Visible.Width, pair.Visible.Height, pair.Visible.Channels, pair.Visible.SampleType));
            Assert.Equal((width, height, 1, SampleType.UInt16), (pair.Infrared.Width, pair.Infrared.Height, pair.Infrared.Channels, pair.Infrared.SampleType));
            Assert.Equal(width * height, pair.Instances.Length);
            Assert.Null(pair.Temperature);
        }
    }

    [Fact]
    public void TheSameSceneAtTwiceTheSizeHasTheSameObjectsInTheSamePlaces()
    {
        RenderedPair small = Scene.Render(new() { Seed = 21, Kind = SceneKind.Street, Time = TimeOfDay.Day, Width = 320, Height = 240 });
        RenderedPair large = Scene.Render(new() { Seed = 21, Kind = SceneKind.Street, Time = TimeOfDay.Day, Width = 640, Height = 480 });
        SceneBox near = small.Boxes.First(b => b.Label == SceneLabels.Person && b.Occlusion < 0.1f);
        SceneBox same = large.Boxes.First(b => b.Label == SceneLabels.Person && Math.Abs(b.Distance - near.Distance) < 1e-4f);
        Assert.InRange(same.X0 - (2 * near.X0), -3, 3);
        Assert.InRange(same.Y1 - (2 * near.Y1), -3, 3);
    }

    [Fact]
    public void DefaultsAreAsDocumented()
    {
        SceneOptions options = new();
        Assert.Equal((0UL, 640, 480, true, false), (options.Seed, options.Width, options.Height, options.SensorNoise, options.IncludeTemperature));
        Assert.Null(options.Kind);
        Assert.Null(options.Time);
        Assert.Null(options.Weather);
        Assert.Null(options.Smoke);
    }

    [Fact]
    public void BadOptionsAreRefusedByName()
    {
        static string? Refused(SceneOptions options) => Assert.Throws<ArgumentOutOfRangeException>(() => Scene.Render(options)).ParamName;
        Assert.Equal("Width", Refused(new() { Width = 31 }));
        Assert.Equal("Height", Refused(new() { Height = 4097 }));
        Assert.Equal("Kind", Refused(new() { Kind = (SceneKind)99 }));
        Assert.Equal("Time", Refused(new() { Time = (TimeOfDay)(-1) }));
        Assert.Equal("Weather", Refused(new() { Kind = SceneKind.Corridor, Weather = SceneWeather.Fog }));
        Assert.Throws<ArgumentNullException>(() => Scene.Render(null!));
    }
}
