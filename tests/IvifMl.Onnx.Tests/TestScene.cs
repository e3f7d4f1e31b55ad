namespace IvifMl.Onnx.Tests;

/// <summary>Small synthetic pairs: enough structure at all scales to make a fusion work.</summary>
internal static class TestScene
{
    /// <summary>A visible image: a sky gradient, stripes, a dark block, noise; 0–1.</summary>
    public static float[] Visible(int height, int width, int seed)
    {
        Random random = new(seed);
        return Draw(height, width, (y, x) =>
        {
            double stripes = 0.12 * Math.Sin(x * 0.7) * Math.Sin((y * 0.31) + 1);
            double block = y > height / 2 && x > width / 3 && x < width / 2 ? -0.25 : 0;
            return 0.7 - (0.4 * y / height) + stripes + block + (0.02 * (random.NextDouble() - 0.5));
        });
    }

    /// <summary>An infrared image: a cool slope, one hot figure, noise; 0–1.</summary>
    public static float[] Infrared(int height, int width, int seed)
    {
        Random random = new(seed);
        return Draw(height, width, (y, x) =>
        {
            double dy = (y - (0.6 * height)) / (0.15 * height);
            double dx = (x - (0.7 * width)) / (0.06 * width);
            double figure = 0.6 / (1 + Math.Exp(8 * ((dy * dy) + (dx * dx) - 1)));
            return 0.2 + (0.1 * x / width) + figure + (0.02 * (random.NextDouble() - 0.5));
        });
    }

    /// <summary>Fails at the value that differs most when that is too much.</summary>
    public static void AssertNear(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        int worst = Enumerable.Range(0, expected.Length).MaxBy(i => Math.Abs(expected[i] - actual[i]));
        Assert.True(Math.Abs(expected[worst] - actual[worst]) <= tolerance, $"At {worst}: {actual[worst]} where {expected[worst]} ± {tolerance} was expected.");
    }

    private static float[] Draw(int height, int width, Func<int, int, double> value)
    {
        float[] image = new float[height * width];
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = (float)Math.Clamp(value(i / width, i % width), 0, 1);
        }

        return image;
    }
}
