using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests.Nano;

public sealed class PairPoolTests
{
    [Fact]
    public void What_was_made_once_is_read_the_next_time()
    {
        using TemporaryFolder folder = new();
        string path = folder["some.pool"];
        PoolPair made = Pools.Pair(new PoolBox(CaptionFacts.Car, 1, 2, 30, 40, SeenInVisible: true));
        PairPool.LoadOrMake(path, () => [made, made with { Name = "unlabelled", Boxes = null }]);
        IReadOnlyList<PoolPair> read = PairPool.LoadOrMake(path, () => throw new InvalidOperationException("made again"));

        Assert.Equal(["pattern", "unlabelled"], read.Select(pair => pair.Name));
        Assert.Equal(made.Visible, read[0].Visible);
        Assert.Equal(made.Infrared, read[0].Infrared);
        Assert.Equal(made.Fused, read[0].Fused);
        Assert.Equal(made.Boxes, read[0].Boxes);
        Assert.Equal(made.Facts, read[0].Facts);
        Assert.Null(read[1].Boxes);
    }

    [Fact]
    public void A_pool_of_another_format_is_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder["old.pool"];
        File.WriteAllBytes(path, [9, 0, 0, 0]);

        Assert.Contains("format 9", Assert.Throws<InvalidDataException>(() => PairPool.LoadOrMake(path, () => [])).Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void A_batch_is_a_function_of_seed_and_number()
    {
        BatchSource source = new([Pools.Pair()], [], 32, seed: 4);
        PictureBatch first = source.Draw(7, 8);
        PictureBatch again = new BatchSource([Pools.Pair()], [], 32, seed: 4).Draw(7, 8);

        Assert.Equal(first.Texts, again.Texts);
        Assert.NotEqual(first.Texts, source.Draw(8, 8).Texts);
        using TorchSharp.torch.Tensor images = first.Images();
        using TorchSharp.torch.Tensor same = again.Images();
        using TorchSharp.torch.Tensor fits = first.Fits();
        Assert.Equal(images.data<float>().ToArray(), same.data<float>().ToArray());
        Assert.All(Enumerable.Range(0, 8), i => Assert.Equal(1, fits[i, i].item<float>()));
    }
}
