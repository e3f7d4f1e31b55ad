using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A table from keys to values or vectors of values, of any built-in column types.</summary>
internal abstract class ValueTable(DataViewType valueType)
{
    public DataViewType ValueType { get; } = valueType;

    /// <summary>A table of the pairs; without <paramref name="vectors"/> each key has exactly one value.</summary>
    public static ValueTable Of<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue[]>> pairs, bool vectors)
    {
        Type key = Raw(typeof(TKey)), item = Raw(typeof(TValue));
        return GenericCall.Invoke<ValueTable>(typeof(ValueTable), nameof(Convert), [typeof(TKey), typeof(TValue), key, item], pairs, vectors);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ValueTable Read(BinaryReader reader)
    {
        Type key = PrimitiveValues.ReadType(reader), item = PrimitiveValues.ReadType(reader);
        return GenericCall.Invoke<ValueTable>(typeof(ValueTable), nameof(ReadPairs), [key, item], reader);
    }

    public abstract void Write(BinaryWriter writer);

    /// <summary>A getter of the values for the keys of a column.</summary>
    public abstract Delegate Getter(DataViewRow row, DataViewSchema.Column keys);

    private static Type Raw(Type type) => BuiltInTypes.Of(type)?.RawType ?? throw new InvalidOperationException($"Unsupported type {type} used in mapping.");

    private static ValueTable<TRawKey, TRawItem> Convert<TKey, TValue, TRawKey, TRawItem>(IEnumerable<KeyValuePair<TKey, TValue[]>> pairs, bool vectors) =>
        new(pairs.Select(p => KeyValuePair.Create(ToRaw<TKey, TRawKey>(p.Key), ToRaws<TValue, TRawItem>(p.Value))), vectors);

    private static TRaw[] ToRaws<T, TRaw>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values is TRaw[] same ? [.. same] : Array.ConvertAll(values, ToRaw<T, TRaw>);
    }

    // The only type whose column holds another is the string.
    private static TRaw ToRaw<T, TRaw>(T value) => (TRaw)(value is string or null ? ((string)(object)value).AsMemory() : (object)value);

    private static ValueTable<TKey, TItem> ReadPairs<TKey, TItem>(BinaryReader reader)
    {
        bool vectors = reader.ReadBoolean();
        var pairs = new KeyValuePair<TKey, TItem[]>[reader.ReadInt32()];
        for (int i = 0; i < pairs.Length; i++)
        {
            TKey key = PrimitiveValues.Read<TKey>(reader, 1)[0];
            pairs[i] = KeyValuePair.Create(key, PrimitiveValues.Read<TItem>(reader, vectors ? reader.ReadInt32() : 1));
        }

        return new ValueTable<TKey, TItem>(pairs, vectors);
    }
}

/// <summary>A table of the types that getters write.</summary>
internal sealed class ValueTable<TKey, TItem> : ValueTable
{
    private readonly Dictionary<TKey, TItem[]> _values = new(TextComparer.Instance as IEqualityComparer<TKey>);
    private readonly bool _vectors;

    public ValueTable(IEnumerable<KeyValuePair<TKey, TItem[]>> pairs, bool vectors)
        : this([.. pairs], vectors)
    {
    }

    private ValueTable(KeyValuePair<TKey, TItem[]>[] pairs, bool vectors)
        : base(TypeOf(pairs, vectors))
    {
        _vectors = vectors;
        foreach ((TKey key, TItem[] values) in pairs)
        {
            if (!_values.TryAdd(key, values))
            {
                throw new InvalidOperationException($"Duplicate keys in data '{key}'");
            }
        }
    }

    public override Delegate Getter(DataViewRow row, DataViewSchema.Column keys)
    {
        ValueGetter<TKey> read = row.GetGetter<TKey>(keys);
        return _vectors ? VectorGetter(read) : ScalarGetter(read);
    }

    public override void Write(BinaryWriter writer)
    {
        PrimitiveValues.WriteType(writer, typeof(TKey));
        PrimitiveValues.WriteType(writer, typeof(TItem));
        writer.Write(_vectors);
        writer.Write(_values.Count);
        foreach ((TKey key, TItem[] values) in _values)
        {
            PrimitiveValues.Write<TKey>(writer, [key]);
            if (_vectors)
            {
                writer.Write(values.Length);
            }

            PrimitiveValues.Write(writer, values);
        }
    }

    /// <summary>Vectors of one length have a type of that length, as with the official package.</summary>
    private static DataViewType TypeOf(KeyValuePair<TKey, TItem[]>[] pairs, bool vectors)
    {
        PrimitiveDataViewType item = BuiltInTypes.Of(typeof(TItem));
        int[] lengths = [.. pairs.Select(p => p.Value.Length).Distinct()];
        return vectors ? new VectorDataViewType(item, lengths is [int one] ? one : 0) : item;
    }

    private ValueGetter<TItem> ScalarGetter(ValueGetter<TKey> read)
    {
        TKey key = default;
        return (ref TItem value) =>
        {
            read(ref key);
            value = _values.TryGetValue(key, out TItem[] found) ? found[0] : default;
        };
    }

    private ValueGetter<VBuffer<TItem>> VectorGetter(ValueGetter<TKey> read)
    {
        TKey key = default;
        return (ref VBuffer<TItem> value) =>
        {
            read(ref key);
            TItem[] found = _values.GetValueOrDefault(key, []);
            VBuffer<TItem>.Copy(found, 0, ref value, found.Length);
        };
    }
}

/// <summary>Texts are the same when their characters are; memories compare by place otherwise.</summary>
internal sealed class TextComparer : IEqualityComparer<ReadOnlyMemory<char>>
{
    public static TextComparer Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);
}
