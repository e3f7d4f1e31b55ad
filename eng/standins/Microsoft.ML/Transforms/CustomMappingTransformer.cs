using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Runs a method on every row. Of it only the name of its contract is saved.</summary>
public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;
    private readonly string _contractName;
    private readonly SchemaDefinition _inputDefinition;
    private readonly RowClass _output;

    internal CustomMappingTransformer(Action<TSrc, TDst> map, string contractName, SchemaDefinition input, SchemaDefinition output)
    {
        ArgumentNullException.ThrowIfNull(map);
        _map = map;
        _contractName = contractName;
        _inputDefinition = input;
        _output = RowClass.Of(typeof(TDst), SchemaDefinition.Direction.Write, output);
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal IReadOnlyList<(RowMember Member, string Column, DataViewType Type)> InputColumns =>
        RowClass.Of(typeof(TSrc), SchemaDefinition.Direction.Both, _inputDefinition).Columns;

    internal IReadOnlyList<(RowMember Member, string Column, DataViewType Type)> OutputColumns => _output.Columns;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(_contractName))
        {
            throw new InvalidOperationException(
                "A custom mapping without a contract name cannot be saved. Give it one, and put [CustomMappingFactoryAttribute] with that name on its factory.");
        }

        CustomMappingLoader.Save(ctx, _contractName, _map.Method.DeclaringType.Assembly);
    }

    private RowToRowMapper Bind(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new RowToRowMapper(new Mapper(this, schema));
    }

    private sealed class Mapper(CustomMappingTransformer<TSrc, TDst> owner, DataViewSchema schema) : RowMapper(schema)
    {
        private readonly ObjectWriting<TSrc> _reading = new(schema, ignoreMissingColumns: false, owner._inputDefinition);

        public override DataViewSchema.DetachedColumn[] MakeColumns() =>
            [.. owner._output.Columns.Select(c => new DataViewSchema.DetachedColumn(c.Column, c.Type))];

        public override IEnumerable<int> InputsOf(bool[] active) => active.Contains(true) ? _reading.Columns.Select(c => c.Index) : [];

        public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer)
        {
            disposer = null;
            if (!active.Contains(true))
            {
                return new Delegate[active.Length];
            }

            TSrc source = new();
            TDst result = new();
            Action<TSrc> fill = _reading.Over(input);
            long computed = long.MinValue;
            return [.. owner._output.Columns.Select((column, i) => active[i] ? ObjectReading.Getter(column.Member, column.Type, Current) : null)];

            // One run a row, whichever columns are read.
            TDst Current()
            {
                if (computed != input.Position)
                {
                    fill(source);
                    owner._map(source, result);
                    computed = input.Position;
                }

                return result;
            }
        }
    }
}
