using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests;

/// <summary>
/// The one routine that every component of ours passes: its schema propagates, wrong schemas throw, it computes nothing
/// before a cursor asks, batch and row mapper agree, it saves and loads to the same schema and values, and it is disposed twice.
/// </summary>
/// <typeparam name="T">Its transformer.</typeparam>
internal sealed class ComponentConformance<T>(MLContext ml, IEstimator<T> estimator, Func<IDataView> data, string output)
    where T : class, ITransformer
{
    /// <summary>Data whose schema must be refused, with words that the message must have.</summary>
    public IReadOnlyList<(IDataView Data, string[] Words)> Refused { get; init; } = [];

    /// <summary>Columns that it makes besides the output.</summary>
    public IReadOnlyList<string> AlsoMade { get; init; } = [];

    /// <summary>How a value of the output column becomes text to compare; by default as the pixels of an image.</summary>
    public Func<DataViewRow, string, Func<string>> Value { get; init; } = OfImage;

    /// <summary>How often the source was begun; null where the source cannot tell.</summary>
    public Func<int>? RowsRead { get; init; }

    public void Check()
    {
        CheckSchema();
        CheckRefusals();
        CheckLaziness();
        string[] batch = Values(estimator.Fit(data()));
        Assert.NotEmpty(batch);
        Assert.Equal(batch, Values(estimator.Fit(data())));
        CheckRowMapper(batch);
        CheckSaveAndLoad(batch);
        CheckInsideAChain(batch);
        CheckDisposal();
    }

    private void CheckSchema()
    {
        IDataView input = data();
        T transformer = estimator.Fit(input);
        DataViewSchema announced = transformer.GetOutputSchema(input.Schema);
        DataViewSchema actual = transformer.Transform(input).Schema;
        Assert.Equal(actual.Select(c => (c.Name, c.Type.ToString(), c.IsHidden)), announced.Select(c => (c.Name, c.Type.ToString(), c.IsHidden)));
        Assert.Equal(Visible(input.Schema).Append(output).Concat(AlsoMade).Distinct().Order(), Visible(actual).Order());
        SchemaShape shape = estimator.GetOutputSchema(ShapeOf(input));
        Assert.Equal(Visible(actual).Order(), shape.Select(c => c.Name).Order());
        SchemaShape.Column column = shape.Single(c => c.Name == output);
        var vector = actual[output].Type as VectorDataViewType;
        Assert.Equal((vector?.ItemType ?? actual[output].Type).GetType(), column.ItemType.GetType());
        Assert.Equal(
            vector is null ? SchemaShape.Column.VectorKind.Scalar : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector,
            column.Kind);
    }

    private void CheckRefusals()
    {
        Assert.NotEmpty(Refused);
        T transformer = estimator.Fit(data());
        foreach ((IDataView wrong, string[] words) in Refused)
        {
            Action[] ways =
            [
                () => estimator.Fit(wrong), () => estimator.GetOutputSchema(ShapeOf(wrong)), () => transformer.Transform(wrong),
                () => transformer.GetOutputSchema(wrong.Schema), () => transformer.GetRowToRowMapper(wrong.Schema),
            ];
            foreach (Action way in ways)
            {
                Exception error = Assert.ThrowsAny<ArgumentOutOfRangeException>(way);
                Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
            }
        }
    }

    private void CheckLaziness()
    {
        if (RowsRead is null)
        {
            return;
        }

        int before = RowsRead();
        IDataView view = estimator.Fit(data()).Transform(data());
        Assert.Equal(before, RowsRead());
        Assert.NotEmpty(Read(view, output));
        Assert.True(RowsRead() > before);
    }

    private void CheckRowMapper(string[] batch)
    {
        IDataView input = data();
        T transformer = estimator.Fit(input);
        Assert.True(transformer.IsRowToRowMapper);
        IRowToRowMapper mapper = transformer.GetRowToRowMapper(input.Schema);
        DataViewSchema.Column column = mapper.OutputSchema[output];
        using DataViewRowCursor cursor = input.GetRowCursor(mapper.GetDependencies([column]));
        using DataViewRow row = mapper.GetRow(cursor, [column]);
        Func<string> read = Value(row, output);
        List<string> values = [];
        while (cursor.MoveNext())
        {
            values.Add(read());
        }

        Assert.Equal(batch, values);
    }

    private void CheckSaveAndLoad(string[] batch)
    {
        using TemporaryFolder folder = new();
        T transformer = estimator.Fit(data());
        ml.Model.Save(transformer, null, folder["model.zip"]);
        (transformer as IDisposable)?.Dispose();
        ITransformer loaded = new MLContext().Model.Load(folder["model.zip"], out _);
        IDataView input = data();
        Assert.Equal(Visible(estimator.Fit(input).Transform(input).Schema), Visible(loaded.Transform(input).Schema));
        Assert.Equal(batch, Values(loaded));

        // What was loaded can be saved again.
        using MemoryStream again = new();
        new MLContext().Model.Save(loaded, null, again);
        again.Position = 0;
        Assert.Equal(batch, Values(new MLContext().Model.Load(again, out _)));
    }

    private void CheckInsideAChain(string[] batch)
    {
        IDataView input = data();
        string first = Visible(input.Schema)[0];
        var chain = ml.Transforms.CopyColumns("Before", first).Append(estimator).Append(ml.Transforms.CopyColumns("After", output)).Fit(input);
        Assert.Equal(batch, Read(chain.Transform(input), "After"));
    }

    private void CheckDisposal()
    {
        var transformer = Assert.IsAssignableFrom<IDisposable>(estimator.Fit(data()));
        transformer.Dispose();
        transformer.Dispose();
    }

    private string[] Values(ITransformer transformer) => [.. Read(transformer.Transform(data()), output)];

    private List<string> Read(IDataView view, string column)
    {
        List<string> values = [];
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema[column]]);
        Func<string> read = Value(cursor, column);
        while (cursor.MoveNext())
        {
            values.Add(read());
        }

        return values;
    }

    private static Func<string> OfImage(DataViewRow row, string column)
    {
        ValueGetter<MLImage> getter = row.GetGetter<MLImage>(row.Schema[column]);
        MLImage image = null!;
        return () =>
        {
            getter(ref image);
            return image.Hash();
        };
    }

    private static string[] Visible(DataViewSchema schema) => [.. schema.Where(c => !c.IsHidden).Select(c => c.Name)];

    private static SchemaShape ShapeOf(IDataView view)
    {
        var looking = new Looking();
        new EstimatorChain<ITransformer>().Append(looking).Fit(view);
        return looking.Seen!;
    }

    private sealed class Looking : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;
    }
}
