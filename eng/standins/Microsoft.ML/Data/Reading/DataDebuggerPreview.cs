using System.Collections.Immutable;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a view, read into memory.</summary>
public sealed class DataDebuggerPreview
{
    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRows);
        Schema = data.Schema;
        List<object>[] columns = [.. Schema.Select(_ => new List<object>())];
        List<RowInfo> rows = [];
        using DataViewRowCursor cursor = data.GetRowCursor(Schema);
        Func<object>[] read = [.. Schema.Select(c => ColumnGetters.Boxed(cursor, c))];
        while (rows.Count < maxRows && cursor.MoveNext())
        {
            object[] values = [.. read.Select(r => r())];
            for (int i = 0; i < values.Length; i++)
            {
                columns[i].Add(values[i]);
            }

            rows.Add(new RowInfo([.. values.Select((value, i) => KeyValuePair.Create(Schema[i].Name, value))]));
        }

        RowView = [.. rows];
        ColumnView = [.. Schema.Select(c => new ColumnInfo(c, [.. columns[c.Index]]))];
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    /// <summary>One row.</summary>
    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }

    /// <summary>The values of one column.</summary>
    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }

        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }
}
