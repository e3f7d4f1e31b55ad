using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters of columns whose type is known only from the schema.</summary>
internal static class ColumnGetters
{
    /// <summary>The row's own getter of a column.</summary>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        GenericCall.Invoke<Delegate>(typeof(ColumnGetters), nameof(Typed), [column.Type.RawType], row, column);

    /// <summary>A function that reads a column's current value as an object.</summary>
    public static Func<object> Boxed(DataViewRow row, DataViewSchema.Column column) =>
        GenericCall.Invoke<Func<object>>(typeof(ColumnGetters), nameof(TypedBoxed), [column.Type.RawType], row, column);

    private static ValueGetter<TValue> Typed<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);

    private static Func<object> TypedBoxed<TValue>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
        return () =>
        {
            TValue value = default;
            getter(ref value);
            return value;
        };
    }
}
