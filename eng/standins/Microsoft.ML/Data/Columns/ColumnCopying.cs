using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Transforms.ColumnCopyingTransformer.Signature, typeof(Microsoft.ML.Transforms.ColumnCopyingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Gives a column a second name.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    private readonly (string Output, string Input)[] _columns;

    internal ColumnCopyingEstimator(IHost host, params (string Output, string Input)[] columns)
        : base(host, new ColumnCopyingTransformer(host, columns)) => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With([.. _columns.Select(c => inputSchema.Require(c.Input).Named(c.Output))]);
    }
}

/// <summary>Adds columns that are others under another name; their values are not copied on the way.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "CopyTransform";
    private const int Version = 1;

    internal ColumnCopyingTransformer(IHost host, (string Output, string Input)[] columns)
        : base(host, columns)
    {
    }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(Version);
        return new ColumnCopyingTransformer(environment.Register(Signature), ReadColumns(context.Reader));
    }

    private protected override DataViewSchema.DetachedColumn MakeColumn(int pair, DataViewSchema.Column input) =>
        new(Columns[pair].Output, input.Type, input.Annotations);

    private protected override Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out Action disposer)
    {
        disposer = null;
        return ColumnGetters.Of(row, input);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ColumnCopyingTransformer), Version);
        WriteColumns(ctx.Writer);
    }
}
