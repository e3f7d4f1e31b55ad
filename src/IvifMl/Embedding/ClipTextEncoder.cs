using IvifMl.Mapping;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl;

/// <summary>
/// The text tower of a CLIP on ONNX Runtime: sentences to embeddings of unit length. Safe for use from several threads. As an
/// <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> it serves vector stores and other code that knows nothing of this library.
/// </summary>
public sealed class ClipTextEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly string[] Inputs = [ColumnNames.Tokens];

    private readonly ClipTextPackage _package;
    private readonly Lazy<VectorSession> _session;

    internal ClipTextEncoder(ClipTextPackage package)
    {
        _package = package;
        _session = new Lazy<VectorSession>(() => new VectorSession(package.Graph, ColumnNames.Embedding));
    }

    /// <summary>The tower's name as its metadata tells it.</summary>
    public string Name => _package.Name;

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension => _package.Dimension;

    /// <summary>The most tokens that the tower takes, start and end included; longer sentences are cut.</summary>
    public int ContextLength => _package.Tokens.ContextLength;

    /// <summary>SHA-256 of the tower's ONNX file in lower-case hexadecimal.</summary>
    public string Sha256 => _package.Sha256;

    /// <summary>Loads a text tower.</summary>
    /// <param name="modelPath">
    /// An ONNX file of the contract <c>ivif.clip-text/1</c>, as <c>ivif export clip</c> writes it; null for the small CLIP that the package ships.
    /// A tower with OpenAI's whole vocabulary needs <see cref="ClipTokenizer.MergesFileName"/> in the same folder.
    /// </param>
    /// <exception cref="FileNotFoundException">The file, or the merges that it needs, are not there.</exception>
    /// <exception cref="InvalidDataException">The file is no text tower, or its vocabulary is damaged.</exception>
    public static ClipTextEncoder Load(string? modelPath = null) => new(ClipTextPackage.Load(modelPath));

    /// <summary>The embedding of a sentence.</summary>
    /// <param name="text">Any text; case and surplus white space do not matter. An empty one has an embedding too, and not the neutral one of a fusion model.</param>
    /// <returns><see cref="Dimension"/> values, of unit length.</returns>
    public float[] Embed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        long[] tokens = _package.Tokens.Encode(text);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        return _session.Value.Run(Inputs, input);
    }

    /// <summary>The embeddings of sentences, in their order; computed on the thread pool.</summary>
    /// <param name="values">The sentences.</param>
    /// <param name="options">Its <see cref="EmbeddingGenerationOptions.Dimensions"/> must be <see cref="Dimension"/> or null; the rest does not matter.</param>
    /// <param name="cancellationToken">Stops between two sentences.</param>
    /// <exception cref="ArgumentException">Another dimension is asked for.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimension && dimension != Dimension)
        {
            throw new ArgumentException($"Dimensions is {dimension}; the embeddings of {Name} have {Dimension} and cannot be shortened.", nameof(options));
        }

        string[] texts = [.. values];
        return Task.Run(
            () =>
            {
                var embeddings = new GeneratedEmbeddings<Embedding<float>>(texts.Length);
                foreach (string text in texts)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    embeddings.Add(new Embedding<float>(Embed(text)) { ModelId = Name });
                }

                return embeddings;
            },
            cancellationToken);
    }

    /// <summary>This encoder, or its <see cref="EmbeddingGeneratorMetadata"/>, where that is what is asked for; else null.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">Null; nothing is known under another key.</param>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata(nameof(IvifMl), null, Name, Dimension)
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Releases the scoring session.</summary>
    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }
}
