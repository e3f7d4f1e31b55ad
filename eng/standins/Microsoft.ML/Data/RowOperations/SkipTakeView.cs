namespace Microsoft.ML.Data;

/// <summary>A stretch of rows: skips some, then takes some, and reads none behind them.</summary>
internal sealed class SkipTakeView(IDataView source, long skip, long take) : RowFilterView(source)
{
    /// <summary>Which rows they are depends on the order, so the order stays.</summary>
    public override bool CanShuffle => false;

    public override long? GetRowCount() => Source.GetRowCount() is long count ? Math.Min(Math.Max(count - skip, 0), take) : null;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(Source.GetRowCursor(columnsNeeded), columnsNeeded, skip, take);

    private sealed class Cursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> active, long skip, long take) : RowFilterCursor(input, active)
    {
        private long _toSkip = skip;
        private long _toTake = take;

        protected override bool MoveToNext()
        {
            if (_toTake <= 0)
            {
                return false;
            }

            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                {
                    return false;
                }
            }

            _toTake--;
            return Input.MoveNext();
        }
    }
}
