using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where the verbs that make estimators hang.</summary>
public sealed class TransformsCatalog
{
    internal TransformsCatalog(IHostEnvironment environment)
    {
        Environment = environment;
        Conversion = new ConversionTransforms(environment);
    }

    public ConversionTransforms Conversion { get; }

    internal IHostEnvironment Environment { get; }

    /// <summary>Where the verbs that turn values into others hang.</summary>
    public sealed class ConversionTransforms
    {
        internal ConversionTransforms(IHostEnvironment environment) => Environment = environment;

        internal IHostEnvironment Environment { get; }
    }
}
