using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs the graph once for each row of one cursor, when the first of its outputs is asked for.</summary>
internal sealed class RowScorer : IDisposable
{
    private readonly OnnxGraph _graph;
    private readonly DataViewRow _row;
    private readonly OnnxInput[] _inputs;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private IDisposableReadOnlyCollection<OrtValue> _outputs;
    private long _position = -1;
    private bool _disposed;

    public RowScorer(OnnxGraph graph, DataViewRow row, OnnxInput[] inputs, string[] inputNames, string[] outputNames) =>
        (_graph, _row, _inputs, _inputNames, _outputNames) = (graph, row, inputs, inputNames, outputNames);

    /// <summary>A getter of one of the outputs.</summary>
    public Delegate Getter(OnnxVariable output)
    {
        int index = Array.IndexOf(_outputNames, output.Name);
        return output.ColumnType is VectorDataViewType
            ? output.Element.Getter(() => Outputs()[index])
            : throw new NotSupportedException($"Output '{output.Name}' of the graph has no dimensions and cannot be read as a column; let the graph give a tensor of shape [1].");
    }

    public void Dispose()
    {
        _disposed = true;
        Interlocked.Exchange(ref _outputs, null)?.Dispose();
    }

    private IDisposableReadOnlyCollection<OrtValue> Outputs()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_outputs is null || _position != _row.Position)
        {
            Interlocked.Exchange(ref _outputs, null)?.Dispose();
            _outputs = Run();
            _position = _row.Position;
        }

        return _outputs;
    }

    private IDisposableReadOnlyCollection<OrtValue> Run()
    {
        OrtValue[] tensors = new OrtValue[_inputs.Length];
        try
        {
            for (int i = 0; i < tensors.Length; i++)
            {
                tensors[i] = _inputs[i].Read();
            }

            return _graph.Run(_inputNames, tensors, _outputNames);
        }
        finally
        {
            foreach (OrtValue tensor in tensors)
            {
                tensor?.Dispose();
            }
        }
    }
}
