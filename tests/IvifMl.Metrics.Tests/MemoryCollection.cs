namespace IvifMl.Metrics.Tests;

/// <summary>Tests that measure the memory of the whole process: none runs beside another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    /// <summary>The collection's name.</summary>
    public const string Name = "memory";
}
