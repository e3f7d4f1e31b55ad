namespace IvifMl.Scenes.Tests;

public class DeterminismTests
{
    /// <summary>Bytes are part of the contract: tests and training data elsewhere name scenes by seed. A change of the renderer changes these lines.</summary>
    [Theory]
    [InlineData(1, SceneKind.Street, TimeOfDay.Night, "1B64F6A9758C634B")]
    [InlineData(2, SceneKind.Street, TimeOfDay.Day, "131EDB66B8D4CC5D")]
    [InlineData(3, SceneKind.Forest, TimeOfDay.Dusk, "3B6438B5F1E6809A")]
    [InlineData(4, SceneKind.Harbour, TimeOfDay.Night, "C9CD50387FD132B8")]
    [InlineData(5, SceneKind.Field, TimeOfDay.Dusk, "2AE386DB65EE547E")]
    [InlineData(6, SceneKind.Corridor, TimeOfDay.Night, "07337D21340F6F82")]
    public void BytesArePinned(ulong seed, SceneKind kind, TimeOfDay time, string hash)
        => Assert.Equal(hash, Rendered.Hash(Rendered.Small(seed, kind, time)));

    [Fact]
    public void ThreadsDoNotChangeBytes()
    {
        const int Pairs = 8;
        string[] alone = [.. Enumerable.Range(0, Pairs).Select(i => Rendered.Hash(Rendered.Small((ulong)i)))];
        string[] together = new string[Pairs];
        Parallel.For(0, Pairs, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => together[i] = Rendered.Hash(Rendered.Small((ulong)i)));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void SeedsGiveDifferentScenes()
    {
        string[] hashes = [.. Enumerable.Range(0, 10).Select(i => Rendered.Hash(Rendered.Small((ulong)i, SceneKind.Street, TimeOfDay.Day)))];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void FixingWhatTheSeedWouldDrawChangesNothing()
    {
        RenderedPair free = Rendered.Small(77);
        RenderedPair bound = Rendered.Small(77, free.Facts.Kind, free.Facts.Time, free.Facts.Weather);
        Assert.Equal(Rendered.Hash(free), Rendered.Hash(bound));
        Assert.Equal(free.Caption, bound.Caption);
    }
}
