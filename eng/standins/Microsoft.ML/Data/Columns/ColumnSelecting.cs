using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Transforms.ColumnSelectingTransformer.Signature, typeof(Microsoft.ML.Transforms.ColumnSelectingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Keeps or drops columns.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    private readonly ColumnSelection _selection;

    internal ColumnSelectingEstimator(IHost host, ColumnSelection selection)
        : base(host, new ColumnSelectingTransformer(selection)) => _selection = selection;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _selection.In(inputSchema);
    }
}

/// <summary>Gives a view with fewer columns.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string Signature = "SelectColumnsTransform";
    private const int Version = 1;
    private readonly ColumnSelection _selection;

    internal ColumnSelectingTransformer(ColumnSelection selection) => _selection = selection;

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new SelectedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ColumnSelectingTransformer), Version);
        ctx.Writer.Write(_selection.Keeps);
        ctx.Writer.Write(_selection.KeepsHidden);
        ctx.Writer.Write(_selection.Names.Length);
        foreach (string name in _selection.Names)
        {
            ctx.Writer.Write(name);
        }
    }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(Version);
        bool keeps = context.Reader.ReadBoolean();
        bool hidden = context.Reader.ReadBoolean();
        string[] names = new string[context.Reader.ReadInt32()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = context.Reader.ReadString();
        }

        return new ColumnSelectingTransformer(new ColumnSelection(keeps, hidden, names));
    }

    private SelectionMapper Bind(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new SelectionMapper(schema, _selection.In(schema));
    }
}
