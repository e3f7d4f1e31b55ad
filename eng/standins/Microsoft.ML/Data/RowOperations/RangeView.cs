using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows whose value of a number column lies in [lower, upper); a value that is no number lies nowhere.</summary>
internal sealed class RangeView : RowFilterView
{
    private readonly DataViewSchema.Column _column;
    private readonly double _lower;
    private readonly double _upper;

    public RangeView(IDataView source, string column, double lower, double upper)
        : base(source)
    {
        _column = source.Schema.Require(column);
        if (_column.Type != NumberDataViewType.Single && _column.Type != NumberDataViewType.Double)
        {
            throw Errors.WrongType(column, "Single or Double", _column.Type.ToString());
        }

        if (!(lower < upper))
        {
            throw new ArgumentOutOfRangeException(nameof(lower), $"The bounds {lower} and {upper} are not in order, or the same.");
        }

        _lower = lower;
        _upper = upper;
    }

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewRowCursor cursor = Source.GetRowCursor(columnsNeeded.Append(_column).DistinctBy(c => c.Index), rand);
        Func<double> read = _column.Type == NumberDataViewType.Single ? ReadSingle(cursor) : ReadDouble(cursor);
        return new ConditionCursor(cursor, columnsNeeded, () => Holds(read()));
    }

    private bool Holds(double value) => value >= _lower && value < _upper;

    private Func<double> ReadSingle(DataViewRow row)
    {
        ValueGetter<float> getter = row.GetGetter<float>(_column);
        float value = 0;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }

    private Func<double> ReadDouble(DataViewRow row)
    {
        ValueGetter<double> getter = row.GetGetter<double>(_column);
        double value = 0;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }
}
