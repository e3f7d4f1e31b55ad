using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Embeds sentences and pictures into one space, where the language-driven loss is measured.</summary>
public interface ILanguageEncoder : IDisposable
{
    /// <summary>The encoder's name, for logs and model cards.</summary>
    string Name { get; }

    /// <summary>Embeddings of sentences.</summary>
    /// <param name="texts">At least one sentence.</param>
    /// <returns>[N, D], at any length; belongs to the current dispose scope.</returns>
    Tensor EncodeTexts(IReadOnlyList<string> texts);

    /// <summary>Embeddings of pictures; gradients flow to the pictures.</summary>
    /// <param name="images">[N, 1, H, W], 0–1.</param>
    /// <returns>[N, D], at any length; belongs to the current dispose scope.</returns>
    Tensor EncodeImages(Tensor images);

    /// <summary>Moves the encoder to a device.</summary>
    /// <param name="device">The device.</param>
    void To(Device device);
}
