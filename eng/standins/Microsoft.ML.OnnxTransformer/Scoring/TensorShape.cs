using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>
/// The shape of an input's tensor for one row. A free first dimension is 1; at most one other may be free, and its
/// extent follows from the length of each row's vector.
/// </summary>
internal sealed class TensorShape
{
    private readonly string _name;
    private readonly long[] _shape;
    private readonly int _free;
    private readonly long _known;
    private readonly bool _variable;

    /// <exception cref="ArgumentOutOfRangeException">More than one dimension is free.</exception>
    public TensorShape(OnnxVariable input, DataViewType column)
    {
        _name = input.Name;
        int[] shape = input.Shape.Length == 0 ? [1] : [.. input.Shape];
        shape[0] = shape[0] < 0 ? 1 : shape[0];
        if (shape.Count(d => d <= 0) > 1)
        {
            throw new ArgumentOutOfRangeException(
                _name, $"Input '{_name}' of the graph has the shape {OnnxVariable.Text(shape)}; only one dimension behind the first may be free. Fix the others with a shape dictionary.");
        }

        _free = Array.FindIndex(shape, d => d <= 0);
        _known = shape.Where(d => d > 0).Aggregate(1L, (product, d) => product * d);
        _shape = [.. shape.Select(d => (long)Math.Max(d, 0))];
        _variable = column is VectorDataViewType { IsKnownSize: false };
        int length = column is VectorDataViewType vector ? vector.Size : 1;
        if (_free < 0 && length % _known != 0)
        {
            throw new InvalidOperationException($"Input '{_name}' of the graph has the shape {OnnxVariable.Text(shape)}, but its column holds vectors of length {length}.");
        }
    }

    /// <summary>The shape for a vector.</summary>
    public long[] For(int length)
    {
        // The official package infers a free dimension for vectors of free length only, and takes such vectors for nothing else.
        if (_free < 0 && _variable)
        {
            throw new ArgumentOutOfRangeException(
                _name, $"Input '{_name}' of the graph has the fixed shape [{string.Join(", ", _shape)}]; its column must hold vectors of known length.");
        }

        long free = _free >= 0 && _variable ? length / _known : 0;
        if (length != (_free < 0 ? _known : free * _known))
        {
            string shape = string.Join(", ", _shape.Select((d, i) => i == _free ? "?" : $"{d}"));
            throw new ArgumentException(
                $"A vector of {length} values does not make a tensor of shape [{shape}] for input '{_name}'"
                + (_free >= 0 && !_variable ? "; where a dimension is free, the column must hold vectors of free length." : "."), _name);
        }

        if (_free >= 0)
        {
            _shape[_free] = free;
        }

        return _shape;
    }
}
