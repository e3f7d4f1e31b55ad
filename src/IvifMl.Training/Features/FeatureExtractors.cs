namespace IvifMl.Training;

/// <summary>Feature networks from weight files.</summary>
public static class FeatureExtractors
{
    /// <summary>Loads the network that fits the file: SqueezeNet 1.1 from .onnx, VGG-19 from .pt, .pth or .safetensors.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <returns>The frozen network, or null.</returns>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file holds no such network.</exception>
    public static IFeatureExtractor? Load(string? path) => path is null
        ? null
        : string.Equals(Path.GetExtension(path), ".onnx", StringComparison.OrdinalIgnoreCase) ? SqueezeNetFeatures.Load(path) : VggFeatures.Load(path);
}
