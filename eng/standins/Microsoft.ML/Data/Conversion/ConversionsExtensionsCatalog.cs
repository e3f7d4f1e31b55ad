using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Verbs that turn values into others.</summary>
public static class ConversionsExtensionsCatalog
{
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string inputColumnName = null,
        bool treatValuesAsKeyType = false)
    {
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        if (treatValuesAsKeyType)
        {
            throw new NotSupportedException("This stand-in for Microsoft.ML maps to values as they are, not to keys. Build with the official package for treatValuesAsKeyType.");
        }

        ValueTable table = ValueTable.Of(keyValuePairs.Select(p => KeyValuePair.Create(p.Key, new[] { p.Value })), vectors: false);
        return new(Host(catalog), table, outputColumnName, inputColumnName ?? outputColumnName);
    }

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        return new(Host(catalog), ValueTable.Of(keyValuePairs, vectors: true), outputColumnName, inputColumnName ?? outputColumnName);
    }

    private static IHost Host(TransformsCatalog.ConversionTransforms catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Environment.Register("ValueMappingEstimator");
    }
}
