namespace IvifMl.Training.Tests;

/// <summary>Tests that share torch's process-wide generator and threads: they run one after another.</summary>
[CollectionDefinition("torch", DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's word")]
public sealed class TorchCollection;
