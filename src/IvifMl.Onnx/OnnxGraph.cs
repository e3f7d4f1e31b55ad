using System.Globalization;
using System.Runtime.InteropServices;

namespace IvifMl.Onnx;

/// <summary>
/// Builds an ONNX model node by node. Element types and shapes are inferred and checked as each node is added, so a mistake is
/// reported in the line that makes it; <see cref="ToBytes"/> reports what only the whole graph can show. The same calls always give
/// the same bytes.
/// </summary>
/// <example><code>
/// OnnxGraph graph = new("twice");
/// OnnxValue x = graph.Input("x", OnnxElementType.Float32, [1, "L"]);
/// graph.Output("y", x * 2f);
/// File.WriteAllBytes("twice.onnx", graph.ToBytes());
/// </code></example>
public sealed partial class OnnxGraph
{
    /// <summary>The version of the default operator set that graphs are written for.</summary>
    public const int Opset = 17;

    /// <summary>The version of the ONNX file format that belongs to <see cref="Opset"/>.</summary>
    public const int IrVersion = 8;

    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _initializers = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<KeyValuePair<string, string>> _metadata = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<OnnxValue> _used = [];
    private readonly Dictionary<float, OnnxValue> _scalars = [];

    /// <summary>An empty graph.</summary>
    /// <param name="name">The graph's name, shown by model viewers.</param>
    public OnnxGraph(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>The graph's name.</summary>
    public string Name { get; }

    /// <summary>Nodes added so far.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>Declares an input of the model.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="elementType">Its element type.</param>
    /// <param name="shape">Its shape; what varies from call to call is named (<c>"H"</c>).</param>
    /// <returns>The input, for use in nodes.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public OnnxValue Input(string name, OnnxElementType elementType, OnnxShape shape)
    {
        OnnxValue value = new(this, Claim(name), elementType, shape);
        _inputs.Add(value);
        return value;
    }

    /// <summary>A constant tensor of floats: weights, kernels.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="shape">Its shape, every length known.</param>
    /// <param name="values">Its values, row-major.</param>
    /// <returns>The constant, for use in nodes.</returns>
    /// <exception cref="ArgumentException">The name is taken, the shape has an unknown length, or the number of values does not fit it.</exception>
    public OnnxValue Constant(string name, OnnxShape shape, ReadOnlySpan<float> values)
    {
        CheckCount(name, shape, values.Length);
        return AddInitializer(new(this, Claim(name), OnnxElementType.Float32, shape) { Raw = LittleEndian(values) });
    }

    /// <summary>A constant tensor of integers: shapes, axes, indices.</summary>
    /// <param name="name">Its name, unique in the graph.</param>
    /// <param name="shape">Its shape, every length known.</param>
    /// <param name="values">Its values, row-major.</param>
    /// <returns>The constant, for use in nodes.</returns>
    /// <exception cref="ArgumentException">The name is taken, the shape has an unknown length, or the number of values does not fit it.</exception>
    public OnnxValue Constant(string name, OnnxShape shape, ReadOnlySpan<long> values)
    {
        CheckCount(name, shape, values.Length);
        return AddInitializer(new(this, Claim(name), OnnxElementType.Int64, shape) { Raw = LittleEndian(values), Integers = values.ToArray() });
    }

    /// <summary>A constant vector of integers with a name of the graph's choosing.</summary>
    /// <param name="values">Its values.</param>
    /// <returns>The constant, for use in nodes.</returns>
    public OnnxValue Integers(params ReadOnlySpan<long> values) => Constant(NewName("integers"), [values.Length], values);

    /// <summary>A single float; the same number is stored once.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The constant, for use in nodes.</returns>
    public OnnxValue Scalar(float value)
    {
        if (!_scalars.TryGetValue(value, out OnnxValue? constant))
        {
            constant = Constant(NewName("scalar"), OnnxShape.Scalar, [value]);
            _scalars.Add(value, constant);
        }

        return constant;
    }

    /// <summary>Makes a value an output of the model.</summary>
    /// <param name="name">The output's name, unique in the graph.</param>
    /// <param name="value">The value; it takes this name.</param>
    /// <param name="shape">The shape to declare, when more is known than was inferred; null for the inferred one.</param>
    /// <exception cref="ArgumentException">The name is taken, the value is of another graph, or the shapes contradict each other.</exception>
    public void Output(string name, OnnxValue value, OnnxShape? shape = null)
    {
        CheckOwn("Output", value);
        OnnxShape declared = shape is null ? value.Shape : Merge($"Output '{name}'", value.Shape, shape);
        OnnxValue output = Node("Identity", [value], value.ElementType, declared);
        output.Name = Claim(name);
        _used.Add(output);
        _outputs.Add(output);
    }

    /// <summary>Adds a note to the model's metadata (<c>metadata_props</c>).</summary>
    /// <param name="key">The key, once per graph.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">An empty key, or one that is already there.</exception>
    public void Metadata(string key, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(value);
        if (_metadata.Exists(pair => pair.Key == key))
        {
            throw new ArgumentException($"The metadata already has the key '{key}'.", nameof(key));
        }

        _metadata.Add(new(key, value));
    }

    /// <summary>Adds a node of any operator with one result; the helpers for single operators come down to this.</summary>
    /// <param name="operation">The operator's name in the default operator set.</param>
    /// <param name="inputs">Its inputs in order; null for an optional one that is left out.</param>
    /// <param name="elementType">The result's element type.</param>
    /// <param name="shape">The result's shape.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">An input belongs to another graph.</exception>
    public OnnxValue Node(string operation, ReadOnlySpan<OnnxValue?> inputs, OnnxElementType elementType, OnnxShape shape, params ReadOnlySpan<OnnxAttribute> attributes) =>
        Nodes(operation, inputs, elementType, [shape], attributes)[0];

    /// <summary>Adds a node of any operator with several results of one element type.</summary>
    /// <param name="operation">The operator's name in the default operator set.</param>
    /// <param name="inputs">Its inputs in order; null for an optional one that is left out.</param>
    /// <param name="elementType">The results' element type.</param>
    /// <param name="shapes">The shape of each result.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The results.</returns>
    /// <exception cref="ArgumentException">An input belongs to another graph.</exception>
    public IReadOnlyList<OnnxValue> Nodes(string operation, ReadOnlySpan<OnnxValue?> inputs, OnnxElementType elementType, ReadOnlySpan<OnnxShape> shapes, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        foreach (OnnxValue? input in inputs)
        {
            if (input is not null)
            {
                CheckOwn(operation, input);
                _used.Add(input);
            }
        }

        OnnxValue[] results = new OnnxValue[shapes.Length];
        for (int i = 0; i < shapes.Length; i++)
        {
            results[i] = new(this, Claim(NewName(operation)), elementType, shapes[i]);
        }

        _nodes.Add(new(operation, inputs.ToArray(), results, attributes.ToArray()));
        return results;
    }

    /// <summary>The model as the bytes of an .onnx file.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="InvalidOperationException">There is no output, or an input, constant or result is used by nothing.</exception>
    public byte[] ToBytes()
    {
        CheckConnected();
        return OnnxModelWriter.Write(Name, _inputs, _initializers, _nodes, _outputs, _metadata);
    }

    /// <summary>Gives a result a name of the builder's choosing, so that it can be found in a model viewer.</summary>
    /// <param name="value">A result of this graph.</param>
    /// <param name="name">Its new name, unique in the graph.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The name is taken, or the value is of another graph.</exception>
    public OnnxValue Label(OnnxValue value, string name)
    {
        CheckOwn("Label", value);
        if (_inputs.Contains(value) || value.Raw is not null)
        {
            throw new ArgumentException($"'{value.Name}' is an input or a constant and keeps its name.", nameof(value));
        }

        value.Name = Claim(name);
        return value;
    }

    private static byte[] LittleEndian<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("ONNX tensors are little-endian; this machine is not.");
        }

        return MemoryMarshal.AsBytes(values).ToArray();
    }

    private static void CheckCount(string name, OnnxShape shape, int count)
    {
        if (shape.ElementCount != count)
        {
            throw new ArgumentException($"Constant '{name}' has the shape {shape} ({shape.ElementCount?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} values) but {count} values.", nameof(shape));
        }
    }

    private OnnxValue AddInitializer(OnnxValue value)
    {
        _initializers.Add(value);
        return value;
    }

    private string Claim(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _names.Add(name) ? name : throw new ArgumentException($"The graph '{Name}' already has a value named '{name}'.", nameof(name));
    }

    private string NewName(string stem)
    {
        int number = _nodes.Count + _initializers.Count;
        string name;
        do
        {
            name = $"{stem}_{number++}";
        }
        while (_names.Contains(name));
        return name;
    }

    private void CheckOwn(string operation, OnnxValue value)
    {
        if (!ReferenceEquals(value.Graph, this))
        {
            throw new ArgumentException($"{operation}: '{value.Name}' belongs to the graph '{value.Graph.Name}', not to '{Name}'.", nameof(value));
        }
    }

    private void CheckConnected()
    {
        if (_outputs.Count == 0)
        {
            throw new InvalidOperationException($"The graph '{Name}' has no output; call Output before ToBytes.");
        }

        if (_inputs.Concat(_initializers).FirstOrDefault(value => !_used.Contains(value)) is { } idle)
        {
            throw new InvalidOperationException($"The graph '{Name}' has '{idle}', which no node uses.");
        }

        if (_nodes.Find(node => !node.Results.Any(_used.Contains)) is { } dead)
        {
            throw new InvalidOperationException($"The graph '{Name}' computes '{dead.Results[0]}' by {dead.Operation}, which nothing uses.");
        }
    }
}
