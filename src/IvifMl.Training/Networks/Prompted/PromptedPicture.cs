using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>What a text-guided network makes of a pair.</summary>
/// <param name="Luminance">[N, 1, H, W]: the fused luminance.</param>
/// <param name="ChromaGain">[N, 1, H, W], above 0: the visible's chroma (Cb − ½, Cr − ½) times this is the picture's.</param>
public readonly record struct PromptedPicture(Tensor Luminance, Tensor ChromaGain);
