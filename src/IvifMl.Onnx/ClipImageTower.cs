namespace IvifMl.Onnx;

/// <summary>What an ONNX image tower of the contract <c>ivif.clip-image/1</c> says of itself.</summary>
/// <param name="Name">Its name, or the graph's where the metadata has none.</param>
/// <param name="Dimension">D, the length of its embeddings.</param>
/// <param name="Resolution">S, the side of the pictures that it takes.</param>
public sealed record ClipImageTower(string Name, int Dimension, int Resolution)
{
    /// <summary>Checks that a model is an image tower.</summary>
    /// <param name="model">The model's facts.</param>
    /// <returns>What the metadata says.</returns>
    /// <exception cref="InvalidDataException">The model does not fit; the message says what is wrong and what was expected.</exception>
    public static ClipImageTower Check(OnnxModelInfo model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ClipContract.CheckId(model, ClipContract.ImageId);
        if (model.Inputs is not [{ Name: ClipContract.PixelsInput, ElementType: OnnxElementType.Float32, Shape: { Rank: 4 } shape }]
            || shape[1].Length != 3 || shape[2].Length is not { } side || shape[3].Length != side)
        {
            throw ClipContract.Refusal($"takes {string.Join(", ", model.Inputs)}, where '{ClipContract.PixelsInput}' Float32[N,3,S,S] alone was expected");
        }

        return new ClipImageTower(model.Metadata.GetValueOrDefault(FusionContract.NameKey, model.GraphName), ClipContract.CheckEmbedding(model), (int)side);
    }
}
