namespace IvifMl.Onnx;

/// <summary>Names of the contracts <c>ivif.clip-image/1</c> and <c>ivif.clip-text/1</c>: the two towers of a CLIP, each one ONNX graph.</summary>
public static class ClipContract
{
    /// <summary>The contract of the image tower, under <see cref="FusionContract.ContractKey"/> in its metadata.</summary>
    public const string ImageId = "ivif.clip-image/1";

    /// <summary>The contract of the text tower, under <see cref="FusionContract.ContractKey"/> in its metadata.</summary>
    public const string TextId = "ivif.clip-text/1";

    /// <summary>Input of the image tower: float [N, 3, S, S], red, green, blue in 0–1.</summary>
    public const string PixelsInput = "pixels";

    /// <summary>Input of the text tower: int64 [N, L], L up to the context length.</summary>
    public const string TokensInput = "tokens";

    /// <summary>Output of both towers: float [N, D], not of unit length.</summary>
    public const string EmbeddingOutput = "embedding";

    /// <summary>Metadata key of a vocabulary of the tower's own, as JSON. A text tower without one has OpenAI's whole vocabulary.</summary>
    public const string VocabularyKey = "ivif.clip.vocabulary";

    /// <summary>Metadata key of the text tower's context length, the most tokens that it takes.</summary>
    public const string ContextLengthKey = "ivif.clip.context_length";

    /// <summary>Metadata key of the logarithm of the factor between cosines and logits.</summary>
    public const string LogitScaleKey = "ivif.clip.logit_scale";

    /// <summary>Context length of a text tower whose metadata does not tell it: that of OpenAI's models.</summary>
    public const int DefaultContextLength = 77;

    /// <summary>Throws unless the model's metadata names the contract.</summary>
    internal static void CheckId(OnnxModelInfo model, string id)
    {
        string? found = model.Metadata.GetValueOrDefault(FusionContract.ContractKey);
        if (found != id)
        {
            throw Refusal(found is null ? $"has no metadata '{FusionContract.ContractKey}', where '{id}' was expected" : $"follows the contract '{found}', where '{id}' was expected");
        }

        if (model.HasExternalData)
        {
            throw Refusal("keeps weights in files beside it, but a tower holds all its weights itself");
        }
    }

    /// <summary>D, after a check that the output is float [N, D].</summary>
    internal static int CheckEmbedding(OnnxModelInfo model) => model.FindOutput(EmbeddingOutput) is { ElementType: OnnxElementType.Float32, Shape: { Rank: 2 } shape }
        && shape[1].Length is > 0 and <= int.MaxValue and { } length
            ? (int)length
            : throw Refusal($"has no output '{EmbeddingOutput}' Float32[N,D] with a known D");

    internal static InvalidDataException Refusal(string what) => new($"The model {what}. Export it with 'ivif export clip'.");
}
