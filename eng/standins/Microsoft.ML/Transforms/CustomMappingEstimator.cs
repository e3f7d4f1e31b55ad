using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Adds the columns of a class, computed by a method from the columns of another class.</summary>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(IHost host, CustomMappingTransformer<TSrc, TDst> transformer)
        : base(host, transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach ((_, string name, DataViewType type) in Transformer.InputColumns)
        {
            SchemaShape.Column actual = inputSchema.Require(name);
            SchemaShape.Column expected = SchemaShape.Column.Of(name, type);
            if (!Fits(expected, actual))
            {
                throw Errors.WrongType(name, expected.Describe(), actual.Describe());
            }
        }

        return inputSchema.With([.. Transformer.OutputColumns.Select(c => SchemaShape.Column.Of(c.Column, c.Type))]);
    }

    /// <summary>
    /// A vector of free size takes one of fixed size too. Item types are compared by reference, as the official package
    /// does, so two image types never agree here.
    /// </summary>
    private static bool Fits(SchemaShape.Column expected, SchemaShape.Column actual)
    {
        bool kind = expected.Kind == SchemaShape.Column.VectorKind.VariableVector
            ? actual.Kind != SchemaShape.Column.VectorKind.Scalar
            : actual.Kind == expected.Kind;
        return kind && expected.IsKey == actual.IsKey && ReferenceEquals(expected.ItemType, actual.ItemType);
    }
}
