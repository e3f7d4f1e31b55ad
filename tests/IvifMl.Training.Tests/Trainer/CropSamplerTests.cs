using IvifMl.Imaging;

namespace IvifMl.Training.Tests.Trainer;

public sealed class CropSamplerTests
{
    [Fact]
    public void Both_images_are_cut_at_the_same_place()
    {
        (float[] infrared, float[] visible) = Draw(step: 3, seed: 1);
        Assert.True(infrared.Zip(visible, (a, b) => Math.Abs(a - (1 - b))).Max() < 1e-5f);
    }

    [Fact]
    public void What_is_drawn_follows_from_seed_and_step()
    {
        Assert.Equal(Draw(5, 1).Infrared, Draw(5, 1).Infrared);
        Assert.NotEqual(Draw(5, 1).Infrared, Draw(6, 1).Infrared);
        Assert.NotEqual(Draw(5, 1).Infrared, Draw(5, 2).Infrared);
    }

    [Fact]
    public void An_epoch_takes_every_pair_once()
    {
        // Each pair has a level of its own; four steps of two make an epoch of eight.
        TrainingPair[] pairs = [.. Enumerable.Range(1, 8).Select(i => Flat($"pair {i}", i * 20 / 255f))];
        CropSampler sampler = new(pairs, 64, seed: 9);
        List<int> levels = [];
        float[] infrared = new float[2 * 64 * 64];
        float[] visible = new float[infrared.Length];
        for (int step = 0; step < 4; step++)
        {
            sampler.Draw(step, 2, infrared, visible);
            levels.AddRange([(int)MathF.Round(infrared[0] * 255), (int)MathF.Round(infrared[64 * 64] * 255)]);
        }

        Assert.Equal(Enumerable.Range(1, 8).Select(i => i * 20), levels.Order());
    }

    [Fact]
    public void A_crop_as_large_as_the_pair_is_the_pair_or_its_mirror_image_or_lies_inside()
    {
        TrainingPair[] pairs = [Ramp(64)];
        CropSampler sampler = new(pairs, 64, seed: 4);
        float[] infrared = new float[64 * 64];
        float[] visible = new float[infrared.Length];
        for (int step = 0; step < 20; step++)
        {
            sampler.Draw(step, 1, infrared, visible);
            Assert.InRange(infrared.Min(), 0, 1);
            Assert.InRange(infrared.Max(), 0, 1);
        }
    }

    private static (float[] Infrared, float[] Visible) Draw(long step, int seed)
    {
        CropSampler sampler = new([Ramp(100)], 64, seed);
        float[] infrared = new float[2 * 64 * 64];
        float[] visible = new float[infrared.Length];
        sampler.Draw(step, 2, infrared, visible);
        return (infrared, visible);
    }

    private static TrainingPair Ramp(int side)
    {
        Plane infrared = new(side, side);
        Plane visible = new(side, side);
        for (int i = 0; i < infrared.Length; i++)
        {
            int level = ((i * 7) + (i / side * 3)) % 256;
            infrared.Array[i] = level / 255f;
            visible.Array[i] = (255 - level) / 255f;
        }

        return new("ramp", infrared, visible);
    }

    private static TrainingPair Flat(string name, float level)
    {
        Plane plane = new(70, 70);
        plane.Values.Fill(level);
        return new(name, plane, plane);
    }
}
