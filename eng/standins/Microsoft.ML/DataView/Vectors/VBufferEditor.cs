namespace Microsoft.ML.Data;

/// <summary>Makes editors that write into the memory of a vector, or into new memory where that is too small.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination) =>
        new(destination.Length, destination.Count, destination.ValuesArray ?? [], destination.IndicesArray, false, false);

    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
        {
            throw new ArgumentOutOfRangeException(nameof(valuesCount), $"A vector of length {newLogicalLength} cannot hold {count} values.");
        }

        int capacity = maxValuesCapacity ?? newLogicalLength;
        T[] values = Room(destination.ValuesArray, count, capacity, keepOldOnResize, out bool newValues);
        int[] indices = destination.IndicesArray;
        bool newIndices = false;
        if (count < newLogicalLength || requireIndicesOnDense)
        {
            indices = Room(indices, count, capacity, keepOldOnResize, out newIndices);
        }

        return new VBufferEditor<T>(newLogicalLength, count, values, indices, newValues, newIndices);
    }

    private static TItem[] Room<TItem>(TItem[] old, int count, int capacity, bool keepOld, out bool isNew)
    {
        isNew = old is null ? count > 0 : old.Length < count;
        if (!isNew)
        {
            return old ?? [];
        }

        int size = Math.Min(Math.Max(count, keepOld ? 2 * (old?.Length ?? 0) : count), Math.Max(count, capacity));
        TItem[] room = new TItem[size];
        if (keepOld)
        {
            old?.CopyTo(room, 0);
        }

        return room;
    }
}

/// <summary>Values, and for a sparse vector indices, to be written and then committed.</summary>
public readonly ref struct VBufferEditor<T>
{
    public readonly Span<T> Values;
    public readonly Span<int> Indices;
    private readonly int _length;
    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, int count, T[] values, int[] indices, bool createdNewValues, bool createdNewIndices)
    {
        _length = length;
        _count = count;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || indices?.Length >= count ? indices.AsSpan(0, count) : default;
        CreatedNewValues = createdNewValues;
        CreatedNewIndices = createdNewIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(_length, _count, _values, _indices);

    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(physicalValuesCount, _count);
        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
