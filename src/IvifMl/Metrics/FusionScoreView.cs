using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>The scores of the images of another view, computed when a cursor asks for one.</summary>
internal sealed class FusionScoreView : IDataView
{
    private readonly IDataView _source;
    private readonly EvaluatedColumns _columns;
    private readonly MetricProfile _profile;

    public FusionScoreView(IDataView source, EvaluatedColumns columns, MetricProfile profile)
    {
        (_source, _columns, _profile) = (source, columns, profile);
        var builder = new DataViewSchema.Builder();
        if (columns.Name is not null)
        {
            builder.AddColumn(columns.Name, TextDataViewType.Instance);
        }

        foreach (FusionMetric metric in profile.Metrics)
        {
            builder.AddColumn(metric.ShortName(), NumberDataViewType.Double);
        }

        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => _source.CanShuffle;

    /// <summary>Columns in front of the first metric.</summary>
    private int Names => _columns.Name is null ? 0 : 1;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = Active(columnsNeeded);
        return new Cursor(this, _source.GetRowCursor(Needed(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = Active(columnsNeeded);
        return [.. _source.GetRowCursorSet(Needed(active), n, rand).Select(c => new Cursor(this, c, active))];
    }

    private bool[] Active(IEnumerable<DataViewSchema.Column> columns)
    {
        bool[] active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            active[column.Index] = true;
        }

        return active;
    }

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active)
    {
        bool scores = active.AsSpan(Names).Contains(true);
        bool names = Names == 1 && (active[0] || scores);
        return (scores ? _columns.Images(_source.Schema) : []).Concat(names ? [_source.Schema[_columns.Name!]] : []).DistinctBy(c => c.Index);
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly FusionScoreView _view;
        private readonly DataViewRowCursor _inner;
        private readonly bool[] _active;
        private readonly Lazy<Func<FusionScore>> _scores;

        public Cursor(FusionScoreView view, DataViewRowCursor inner, bool[] active)
        {
            (_view, _inner, _active) = (view, inner, active);
            _scores = new(MakeScores);
        }

        public override long Position => _inner.Position;

        public override long Batch => _inner.Batch;

        public override DataViewSchema Schema => _view.Schema;

        public override bool MoveNext() => _inner.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => _inner.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
            {
                throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' was not asked for when the cursor was made.");
            }

            if (column.Index < _view.Names)
            {
                return _inner.GetGetter<TValue>(_inner.Schema[_view._columns.Name!]);
            }

            FusionMetric metric = _view._profile.Metrics[column.Index - _view.Names];
            Func<FusionScore> scores = _scores.Value;
            ValueGetter<double> getter = (ref double value) => value = scores()[metric] ?? double.NaN;
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}; read it as Double, not as {typeof(TValue).Name}.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _inner.Dispose();
            }

            base.Dispose(disposing);
        }

        /// <summary>The score of the row on which the cursor stands, computed once for all metrics.</summary>
        private Func<FusionScore> MakeScores()
        {
            Func<FusionPictures> pictures = FusionPictures.Reader(_inner, _view._columns);
            Func<string> name = FusionEvaluation.NameReader(_inner, _view._columns.Name);
            long scored = -1;
            FusionScore? score = null;
            return () =>
            {
                if (score is null || scored != _inner.Position)
                {
                    score = FusionEvaluation.Score(new EvaluatedRow(_inner.Position, name(), pictures()), _view._profile);
                    scored = _inner.Position;
                }

                return score;
            };
        }
    }
}
