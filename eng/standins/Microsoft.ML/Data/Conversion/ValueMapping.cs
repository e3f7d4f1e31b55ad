using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Transforms.ValueMappingTransformer.Signature, typeof(Microsoft.ML.Transforms.ValueMappingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Looks the values of a column up in a table.</summary>
public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    private readonly (string Output, string Input) _columns;

    internal ValueMappingEstimator(IHost host, ValueTable table, string output, string input)
        : base(host, new ValueMappingTransformer(host, table, (output, input))) => _columns = (output, input);

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column input = inputSchema.Require(_columns.Input);
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            throw Errors.WrongType(input.Name, "one value", input.Describe());
        }

        return inputSchema.With(SchemaShape.Column.Of(_columns.Output, Transformer.Table.ValueType));
    }
}

/// <summary>Looks values up in a table whose types are known to the compiler.</summary>
public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(IHost host, ValueTable table, string output, string input)
        : base(host, table, output, input)
    {
    }
}

/// <summary>Adds the values that a table has for those of another column; what the table lacks becomes the type's default.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "ValueMappingTransformer";
    private const string MapName = "Map";
    private const int Version = 1;

    internal ValueMappingTransformer(IHost host, ValueTable table, params (string Output, string Input)[] columns)
        : base(host, columns) => Table = table;

    internal ValueTable Table { get; }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(Version);
        (string, string)[] columns = ReadColumns(context.Reader);
        ValueTable table = null;
        if (!context.TryLoadBinaryStream(MapName, reader => table = ValueTable.Read(reader)))
        {
            throw new FormatException($"The model has no entry '{MapName}' beside a '{Signature}'; it is damaged.");
        }

        return new ValueMappingTransformer(environment.Register(Signature), table, columns);
    }

    private protected override DataViewSchema.DetachedColumn MakeColumn(int pair, DataViewSchema.Column input) => input.Type is VectorDataViewType
        ? throw Errors.WrongType(input.Name, "one value", input.Type.ToString())
        : new(Columns[pair].Output, Table.ValueType);

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out Action disposer)
    {
        disposer = null;
        return Table.Getter(row, input);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ValueMappingTransformer), Version);
        WriteColumns(ctx.Writer);
        ctx.SaveBinaryStream(MapName, Table.Write);
    }
}
