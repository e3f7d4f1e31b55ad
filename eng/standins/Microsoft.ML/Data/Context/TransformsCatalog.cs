using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where the verbs that make estimators hang.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment environment) => Environment = environment;

    internal IHostEnvironment Environment { get; }
}
