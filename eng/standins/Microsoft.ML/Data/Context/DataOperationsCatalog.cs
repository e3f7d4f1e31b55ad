using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Views from objects and back, and views of some of the rows of others.</summary>
public sealed partial class DataOperationsCatalog
{
    private readonly HostEnvironment _environment;

    internal DataOperationsCatalog(HostEnvironment environment) => _environment = environment;
}
