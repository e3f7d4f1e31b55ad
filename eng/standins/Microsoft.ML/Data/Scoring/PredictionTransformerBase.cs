using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds the columns that a model predicts, row by row.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private protected PredictionTransformerBase(IHost host, TModel model)
    {
        Host = host;
        Model = model;
    }

    public TModel Model { get; }

    private protected IHost Host { get; }

    bool ITransformer.IsRowToRowMapper => true;

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Bind(input.Schema));
    }

    public void Dispose() => (Model as IDisposable)?.Dispose();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    private protected abstract RowToRowMapper Bind(DataViewSchema schema);

    private protected abstract void SaveModel(ModelSaveContext ctx);
}

/// <summary>One whose model reads one column.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private const string ModelFolder = "Model";

    private protected SingleFeaturePredictionTransformerBase(IHost host, TModel model, string featureColumn)
        : base(host, model)
    {
        FeatureColumnName = featureColumn;
        FeatureColumnType = new VectorDataViewType(NumberDataViewType.Single, Scorer.FeatureCount);
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    private protected IScoringModel Scorer => (IScoringModel)(object)Model;

    public override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <summary>What a loader reads: the column, then the model.</summary>
    private protected static (string Column, IScoringModel Model) Read(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(1);
        string column = context.Reader.ReadString();
        return (column, context.LoadModel<IScoringModel>(environment, ModelFolder));
    }

    private protected void Write(ModelSaveContext ctx, string signature, Type loader)
    {
        ctx.SetSignature(signature, loader, 1);
        ctx.Writer.Write(FeatureColumnName);
        ctx.SaveModel(Scorer, ModelFolder);
    }

    /// <summary>The feature column of a schema, or the error that names it.</summary>
    private protected DataViewSchema.Column FeatureOf(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        DataViewSchema.Column column = schema.Require(FeatureColumnName, "feature");
        return column.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single && vector.Size == Scorer.FeatureCount
            ? column
            : throw Errors.WrongType(FeatureColumnName, FeatureColumnType.ToString(), column.Type.ToString(), "feature");
    }
}
