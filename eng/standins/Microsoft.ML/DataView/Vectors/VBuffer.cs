using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>
/// A vector, dense or sparse. A value of this type lends its arrays to whoever is given it by reference, so a getter
/// can fill the same memory row after row.
/// </summary>
public readonly struct VBuffer<T> : IEnumerable
{
    public readonly int Length;
    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    public VBuffer(int length, T[] values, int[] indices = null)
    {
        CheckCapacity(length, values, nameof(length));
        Length = length;
        _count = length;
        _values = values;
        _indices = indices;
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, length);
        CheckCapacity(count, values, nameof(count));
        if (count < length && (indices?.Length ?? 0) < count)
        {
            throw new ArgumentOutOfRangeException(nameof(indices), $"A sparse vector of {count} values needs as many indices.");
        }

        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    internal T[] ValuesArray => _values;

    internal int[] IndicesArray => _indices;

    internal int Count => _count;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, IsDense ? null : _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sourceIndex);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sourceIndex, Length - length);
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        if (IsDense)
        {
            _values.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        }
        else
        {
            editor.Values.Clear();
            for (int i = 0; i < _count; i++)
            {
                if (_indices[i] >= sourceIndex && _indices[i] < sourceIndex + length)
                {
                    editor.Values[_indices[i] - sourceIndex] = _values[i];
                }
            }
        }

        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
        {
            target[_indices[i]] = _values[i];
        }
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        VBuffer<T> self = this;
        return all || IsDense ? self.Numbered() : self.Present();
    }

    public IEnumerable<T> DenseValues()
    {
        int next = 0;
        for (int i = 0; i < Length; i++)
        {
            if (IsDense)
            {
                yield return _values[i];
            }
            else
            {
                yield return next < _count && _indices[next] == i ? _values[next++] : default;
            }
        }
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        if (IsDense)
        {
            return _values[index];
        }

        int place = Array.BinarySearch(_indices, 0, _count, index);
        return place >= 0 ? _values[place] : default;
    }

    public IEnumerator GetEnumerator() => DenseValues().GetEnumerator();

    public override string ToString() => IsDense
        ? $"Dense vector of size {Length}"
        : $"Sparse vector of size {Length}, {_count} explicit values";

    private static void CheckCapacity(int count, T[] values, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count, name);
        if ((values?.Length ?? 0) < count)
        {
            throw new ArgumentOutOfRangeException(name, $"{count} values were announced and {values?.Length ?? 0} given.");
        }
    }

    private IEnumerable<KeyValuePair<int, T>> Numbered() => DenseValues().Select((value, i) => new KeyValuePair<int, T>(i, value));

    private IEnumerable<KeyValuePair<int, T>> Present()
    {
        for (int i = 0; i < _count; i++)
        {
            yield return new KeyValuePair<int, T>(_indices[i], _values[i]);
        }
    }
}
