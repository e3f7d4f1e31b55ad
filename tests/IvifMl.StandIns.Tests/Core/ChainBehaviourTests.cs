using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Core;

public sealed class ChainBehaviourTests
{
    private readonly MLContext _ml = new(seed: 1);

    private sealed class Row
    {
        public float A { get; set; }
    }

    private sealed class Copied
    {
        public float B { get; set; }
    }

    /// <summary>Passes everything on, and knows whether it was disposed.</summary>
    private sealed class Disposable(ITransformer inner) : ITransformer, IDisposable
    {
        public int Disposed { get; private set; }
        public bool IsRowToRowMapper => inner.IsRowToRowMapper;
        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);
        public IDataView Transform(IDataView input) => inner.Transform(input);
        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);
        public void Save(ModelSaveContext ctx) => inner.Save(ctx);
        public void Dispose() => Disposed++;
    }

    private IDataView Data() => _ml.Data.LoadFromEnumerable(new[] { new Row { A = 1 }, new Row { A = 2 } });

    private ITransformer Copy() => _ml.Transforms.CopyColumns("B", "A").Fit(Data());

    [Fact]
    public void A_step_for_training_only_is_left_out_when_scoring()
    {
        TransformerChain<ITransformer> chain = new TransformerChain<ITransformer>()
            .Append(Copy(), TransformerScope.Training).Append(_ml.Transforms.CopyColumns("C", "A").Fit(Data()) as ITransformer);

        Assert.Equal(["A", "C"], chain.Transform(Data()).Schema.Select(c => c.Name));
        Assert.Equal(["A", "C"], chain.GetOutputSchema(Data().Schema).Select(c => c.Name));
        Assert.Equal(["A", "B", "C"], chain.Transform(Data(), TransformerScope.Training).Schema.Select(c => c.Name));
        Assert.Single(chain.GetModelFor(TransformerScope.Scoring));
    }

    [Fact]
    public void A_chain_without_estimators_has_nothing_to_cache() =>
        Assert.ThrowsAny<InvalidOperationException>(() => new EstimatorChain<ITransformer>().AppendCacheCheckpoint(_ml));

    [Fact]
    public void Disposing_a_chain_disposes_its_steps()
    {
        var step = new Disposable(Copy());
        new TransformerChain<ITransformer>(step, Copy()).Dispose();

        Assert.Equal(1, step.Disposed);
    }

    [Fact]
    public void An_engine_disposes_its_model_unless_told_not_to()
    {
        var owned = new Disposable(Copy());
        _ml.Model.CreatePredictionEngine<Row, Copied>(owned).Dispose();
        var kept = new Disposable(Copy());
        _ml.Model.CreatePredictionEngine<Row, Copied>(kept, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();

        Assert.Equal((1, 0), (owned.Disposed, kept.Disposed));
    }

    [Fact]
    public void An_engine_for_a_schema_wants_every_output_and_every_column()
    {
        Assert.ThrowsAny<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Row, Missing>(Copy(), Data().Schema));
        Assert.ThrowsAny<InvalidOperationException>(() => _ml.Model.CreatePredictionEngine<Row, Copied>(Copy(), Copy().GetOutputSchema(Data().Schema)));
        using PredictionEngine<Row, Copied> engine = _ml.Model.CreatePredictionEngine<Row, Copied>(Copy(), Data().Schema);
        Assert.Equal(5f, engine.Predict(new Row { A = 5 }).B);
    }

    private sealed class Missing
    {
        public float Nowhere { get; set; }
    }

    [Fact]
    public void A_row_mapper_takes_only_rows_of_the_schema_it_was_made_for()
    {
        IRowToRowMapper single = Copy().GetRowToRowMapper(Data().Schema);
        IRowToRowMapper chained = ((ITransformer)new TransformerChain<ITransformer>(Copy())).GetRowToRowMapper(Data().Schema);
        using DataViewRowCursor stranger = Data().GetRowCursor(Data().Schema);

        Assert.ThrowsAny<Exception>(() => single.GetRow(stranger, single.OutputSchema));
        Assert.ThrowsAny<Exception>(() => chained.GetRow(stranger, chained.OutputSchema));
    }

    [Fact]
    public void Copied_vectors_are_read_into_the_readers_memory()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 12).Select(_ => new Wide()).ToArray());
        IDataView view = _ml.Transforms.CopyColumns("X", "Values").Append(_ml.Transforms.CopyColumns("Y", "X")).Fit(data).Transform(data);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Y"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Y"]);
        VBuffer<float> value = default;
        cursor.MoveNext();
        getter(ref value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (cursor.MoveNext())
        {
            getter(ref value);
        }

        Assert.Equal(Wide.Length, value.Length);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, sizeof(float) * Wide.Length / 10);
    }

    private sealed class Wide
    {
        public const int Length = 300_000;
        private static readonly float[] Shared = new float[Length];

        public float[] Values { get; set; } = Shared;
    }
}
