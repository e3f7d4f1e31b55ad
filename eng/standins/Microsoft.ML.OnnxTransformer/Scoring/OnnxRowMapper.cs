using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A graph bound to the columns of one schema.</summary>
internal sealed class OnnxRowMapper : RowMapper
{
    private readonly OnnxGraph _graph;
    private readonly OnnxVariable[] _inputs;
    private readonly OnnxVariable[] _outputs;
    private readonly DataViewSchema.Column[] _columns;

    public OnnxRowMapper(OnnxGraph graph, string[] inputs, string[] outputs, DataViewSchema schema)
        : base(schema)
    {
        _graph = graph;
        _inputs = [.. inputs.Select(graph.Input)];
        _outputs = [.. outputs.Select(graph.Output)];
        _columns = [.. _inputs.Select(i => Bind(i, schema))];
    }

    public override DataViewSchema.DetachedColumn[] MakeColumns() => [.. _outputs.Select(o => new DataViewSchema.DetachedColumn(o.Name, o.ColumnType))];

    public override IEnumerable<int> InputsOf(bool[] active) => active.Contains(true) ? _columns.Select(c => c.Index) : [];

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer)
    {
        disposer = null;
        Delegate[] getters = new Delegate[_outputs.Length];
        if (!active.Contains(true))
        {
            return getters;
        }

        OnnxInput[] inputs = [.. _inputs.Select((v, i) => v.Element.Input(input, _columns[i], new TensorShape(v, _columns[i].Type)))];
        RowScorer scorer = new(_graph, input, inputs, [.. _inputs.Select(i => i.Name)], [.. _outputs.Where((_, i) => active[i]).Select(o => o.Name)]);
        for (int i = 0; i < getters.Length; i++)
        {
            getters[i] = active[i] ? scorer.Getter(_outputs[i]) : null;
        }

        disposer = scorer.Dispose;
        return getters;
    }

    private static DataViewSchema.Column Bind(OnnxVariable input, DataViewSchema schema)
    {
        DataViewSchema.Column column = schema.Require(input.Name);
        DataViewType item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        if (!item.Equals(input.Element.Type))
        {
            throw Errors.WrongType(input.Name, input.Element.Type.ToString(), column.Type.ToString());
        }

        // Checks the shape against the column, once for the schema.
        _ = new TensorShape(input, column.Type);
        return column;
    }
}
