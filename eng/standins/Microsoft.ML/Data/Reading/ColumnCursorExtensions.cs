using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads one column as a sequence.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Schema[column.Index].Name != column.Name || data.Schema[column.Index].Type != column.Type)
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column {column.Index} of the data is not '{column.Name}' of type {column.Type}.");
        }

        Type wanted = typeof(T);
        if (column.Type.RawType == wanted)
        {
            return Values<T>(data, column);
        }

        if (wanted == typeof(string) && column.Type is TextDataViewType)
        {
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>>(data, column).Select(t => t.ToString());
        }

        if (wanted == typeof(string[]) && column.Type is VectorDataViewType { ItemType: TextDataViewType })
        {
            return (IEnumerable<T>)Values<VBuffer<ReadOnlyMemory<char>>>(data, column).Select(v => v.DenseValues().Select(t => t.ToString()).ToArray());
        }

        if (wanted.IsArray && column.Type is VectorDataViewType vector && vector.ItemType.RawType == wanted.GetElementType())
        {
            return GenericCall.Invoke<IEnumerable<T>>(typeof(ColumnCursorExtensions), nameof(Arrays), [vector.ItemType.RawType], data, column);
        }

        throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' of type {column.Type} cannot be read as {wanted}.");
    }

    private static IEnumerable<TItem[]> Arrays<TItem>(IDataView data, DataViewSchema.Column column) => Values<VBuffer<TItem>>(data, column).Select(vector =>
    {
        TItem[] items = new TItem[vector.Length];
        vector.CopyTo(items);
        return items;
    });

    /// <summary>One value for all rows, as with the official package: who keeps a vector or an image copies it.</summary>
    private static IEnumerable<TValue> Values<TValue>(IDataView data, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
        TValue value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            yield return value;
        }
    }
}
