using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Scores rows with a graph.</summary>
public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment environment, OnnxTransformer transformer)
        : base(environment.Register(nameof(OnnxScoringEstimator)), transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in Transformer.Inputs)
        {
            SchemaShape.Column column = inputSchema.Require(name);
            DataViewType expected = Transformer.Graph.Input(name).Element.Type;
            if (!expected.Equals(column.ItemType) || column.IsKey)
            {
                throw Errors.WrongType(name, expected.ToString(), column.Describe());
            }
        }

        return inputSchema.With([.. Transformer.OutputVariables.Select(o => SchemaShape.Column.Of(o.Name, o.ColumnType))]);
    }
}
