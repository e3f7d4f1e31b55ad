namespace IvifMl.Cli;

/// <summary>What <c>ivif export</c> is asked for.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Weights">Weight files; none for a model that is built.</param>
/// <param name="Output">The ONNX file to write.</param>
/// <param name="Name">The model's name in its metadata; null where not given.</param>
/// <param name="TrainingData">What it was trained on; null where not given.</param>
/// <param name="Licence">Licence of the weights; null where not given.</param>
internal sealed record ExportRequest(string Network, IReadOnlyList<string> Weights, string Output, string? Name, string? TrainingData, string? Licence);

/// <summary>A file that an export makes.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ExportedFile(string Path, byte[] Content);
