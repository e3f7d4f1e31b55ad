namespace Microsoft.ML.Data;

/// <summary>A view with the columns of another and some of its rows, in their order.</summary>
internal abstract class RowFilterView(IDataView source) : IDataView
{
    public virtual bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    protected IDataView Source => source;

    public virtual long? GetRowCount() => null;

    public abstract DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}

/// <summary>A cursor that passes over rows, and counts those it stands on.</summary>
internal abstract class RowFilterCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> active)
    : WrappingCursor(input, input.Schema, active)
{
    private long _position = -1;

    public sealed override long Position => _position;

    public sealed override bool MoveNext()
    {
        if (MoveToNext())
        {
            _position++;
            return true;
        }

        _position = -1;
        return false;
    }

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        CheckActive(column);
        return Input.GetGetter<TValue>(column);
    }

    /// <summary>Moves the input to the next row that counts; false at the end.</summary>
    protected abstract bool MoveToNext();
}

/// <summary>A cursor over the rows for which a condition holds.</summary>
internal sealed class ConditionCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> active, Func<bool> holds) : RowFilterCursor(input, active)
{
    protected override bool MoveToNext()
    {
        while (Input.MoveNext())
        {
            if (holds())
            {
                return true;
            }
        }

        return false;
    }
}
