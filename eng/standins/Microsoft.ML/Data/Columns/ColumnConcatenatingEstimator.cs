using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Puts numbers and vectors of one item type behind one another into a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(IHost host, string output, string[] inputs)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        if (inputs is null or [] || inputs.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentOutOfRangeException(nameof(inputs), "Concatenate needs the names of one or more input columns.");
        }

        _host = host;
        _output = output;
        _inputs = inputs;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ColumnConcatenatingTransformer(_host, _output, _inputs);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] inputs = [.. _inputs.Select(inputSchema.Require)];
        foreach (SchemaShape.Column column in inputs)
        {
            if (!column.ItemType.Equals(inputs[0].ItemType) || column.IsKey != inputs[0].IsKey)
            {
                throw Errors.WrongType(column.Name, inputs[0].ItemType.ToString(), column.Describe());
            }
        }

        bool free = inputs.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector);
        SchemaShape.Column.VectorKind kind = free ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With(new SchemaShape.Column(_output, kind, inputs[0].ItemType, inputs[0].IsKey));
    }
}
