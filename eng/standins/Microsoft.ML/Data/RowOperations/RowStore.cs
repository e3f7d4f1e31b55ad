using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Values of one column of several rows, kept in numbered places.</summary>
internal abstract class RowStore
{
    /// <summary>A store that reads from a row.</summary>
    public static RowStore Of(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? GenericCall.Invoke<RowStore>(typeof(RowStore), nameof(Vectors), [vector.ItemType.RawType], row, column)
        : GenericCall.Invoke<RowStore>(typeof(RowStore), nameof(Values), [column.Type.RawType], row, column);

    /// <summary>Puts the row's current value into a place.</summary>
    public abstract void Read(int place);

    public abstract void Swap(int first, int second);

    /// <summary>A getter of the value in the place that the function gives when it is called.</summary>
    public abstract Delegate Getter(Func<int> place);

    private static RowStore Vectors<TItem>(DataViewRow row, DataViewSchema.Column column) => new VectorStore<TItem>(row.GetGetter<VBuffer<TItem>>(column));

    private static RowStore Values<TValue>(DataViewRow row, DataViewSchema.Column column) => new ValueStore<TValue>(row.GetGetter<TValue>(column));
}

internal class ValueStore<TValue>(ValueGetter<TValue> source) : RowStore
{
    private TValue[] _values = new TValue[16];

    public override void Read(int place)
    {
        if (place >= _values.Length)
        {
            Array.Resize(ref _values, Math.Max(2 * _values.Length, place + 1));
        }

        source(ref _values[place]);
    }

    public override void Swap(int first, int second) => (_values[first], _values[second]) = (_values[second], _values[first]);

    public override Delegate Getter(Func<int> place) => new ValueGetter<TValue>((ref TValue value) => Copy(in _values[place()], ref value));

    protected virtual void Copy(in TValue stored, ref TValue value) => value = stored;
}

/// <summary>Hands out copies, since whoever reads a vector may write into it.</summary>
internal sealed class VectorStore<TItem>(ValueGetter<VBuffer<TItem>> source) : ValueStore<VBuffer<TItem>>(source)
{
    protected override void Copy(in VBuffer<TItem> stored, ref VBuffer<TItem> value) => stored.CopyTo(ref value);
}
