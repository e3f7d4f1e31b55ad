using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saves and loads models, and makes prediction engines.</summary>
public sealed partial class ModelOperationsCatalog
{
    private readonly HostEnvironment _environment;

    internal ModelOperationsCatalog(HostEnvironment environment) => _environment = environment;
}
