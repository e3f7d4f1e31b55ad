using System.Security.Cryptography;
using IvifMl.Tests.Support;
using Microsoft.Extensions.AI;

namespace IvifMl.Tests.Embedding;

public sealed class ClipTextEncoderTests : IDisposable
{
    private static readonly string[] Sentences = ["a person at night", "a noisy image", ""];
    private readonly ClipTextEncoder _encoder = ClipTextEncoder.Load();

    public void Dispose() => _encoder.Dispose();

    [Fact]
    public void It_says_what_it_is()
    {
        string file = Repository.PathOf("models", "ivif-clip-nano-text.onnx");
        using ClipTextEncoder fromFile = ClipTextEncoder.Load(file);

        Assert.Equal(("ivif-clip-nano", 128, 32), (_encoder.Name, _encoder.Dimension, _encoder.ContextLength));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), _encoder.Sha256);
        Assert.Equal(_encoder.Embed(Sentences[0]), fromFile.Embed(Sentences[0]));
    }

    [Fact]
    public async Task As_a_generator_it_gives_the_same_embeddings()
    {
        IEmbeddingGenerator<string, Embedding<float>> generator = _encoder;
        GeneratedEmbeddings<Embedding<float>> generated = await generator.GenerateAsync(Sentences);

        Assert.Equal(Sentences.Select(_encoder.Embed), generated.Select(e => e.Vector.ToArray()));
        Assert.All(generated, e => Assert.Equal("ivif-clip-nano", e.ModelId));
        Assert.Equal(_encoder.Embed("one"), (await generator.GenerateVectorAsync("one", new EmbeddingGenerationOptions { Dimensions = 128 })).ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(Sentences, new EmbeddingGenerationOptions { Dimensions = 64 }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(Sentences, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void As_a_generator_it_describes_itself()
    {
        IEmbeddingGenerator<string, Embedding<float>> generator = _encoder;
        var metadata = generator.GetService<EmbeddingGeneratorMetadata>()!;

        Assert.Equal(("IvifMl", "ivif-clip-nano", 128), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(_encoder, generator.GetService<ClipTextEncoder>());
        Assert.Null(generator.GetService<string>());
        Assert.Null(generator.GetService(typeof(ClipTextEncoder), "key"));
    }

    [Fact]
    public void Threads_share_it()
    {
        float[][] expected = [.. Sentences.Select(_encoder.Embed)];
        float[][] found = new float[60][];
        Parallel.For(0, found.Length, i => found[i] = _encoder.Embed(Sentences[i % Sentences.Length]));

        Assert.All(found.Select((vector, i) => (vector, i)), f => Assert.Equal(expected[f.i % Sentences.Length], f.vector));
    }
}
