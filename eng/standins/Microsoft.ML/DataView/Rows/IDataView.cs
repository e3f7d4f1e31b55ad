namespace Microsoft.ML;

/// <summary>A lazy table: a schema, and cursors that compute the columns asked for row by row.</summary>
public interface IDataView
{
    bool CanShuffle { get; }

    DataViewSchema Schema { get; }

    /// <summary>The number of rows, or null when counting would mean reading.</summary>
    long? GetRowCount();

    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    /// <summary>Between one and <paramref name="n"/> cursors that together meet every row once.</summary>
    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
}

/// <summary>Writes the value of the current row; the value passed in may lend its memory.</summary>
public delegate void ValueGetter<TValue>(ref TValue value);
