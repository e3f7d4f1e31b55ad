namespace IvifMl.Onnx;

/// <summary>
/// A tensor in a graph that is being built: an input, a constant, or the result of a node. Its element type and shape are known
/// while building, so that the sums <c>a + b</c>, <c>a * 0.5f</c> are checked where they are written.
/// </summary>
public sealed class OnnxValue
{
    internal OnnxValue(OnnxGraph graph, string name, OnnxElementType elementType, OnnxShape shape)
    {
        Graph = graph;
        Name = name;
        ElementType = elementType;
        Shape = shape;
    }

    /// <summary>The graph it belongs to.</summary>
    public OnnxGraph Graph { get; }

    /// <summary>Its name in the graph.</summary>
    public string Name { get; internal set; }

    /// <summary>The type of its elements.</summary>
    public OnnxElementType ElementType { get; }

    /// <summary>Its shape, as far as it is known while building.</summary>
    public OnnxShape Shape { get; }

    /// <summary>The numbers of an integer constant, which shape inference reads; null for everything else.</summary>
    internal long[]? Integers { get; init; }

    /// <summary>The constant's bytes, little-endian; null for inputs and results.</summary>
    internal byte[]? Raw { get; init; }

    /// <summary>Sum, with broadcasting.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term.</param>
    /// <returns>The sum.</returns>
    public static OnnxValue operator +(OnnxValue left, OnnxValue right) => Add(left, right);

    /// <summary>Sum with a constant.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term.</param>
    /// <returns>The sum.</returns>
    public static OnnxValue operator +(OnnxValue left, float right) => Add(left, left.Graph.Scalar(right));

    /// <summary>Difference, with broadcasting.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The difference.</returns>
    public static OnnxValue operator -(OnnxValue left, OnnxValue right) => Subtract(left, right);

    /// <summary>Difference to a constant.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The difference.</returns>
    public static OnnxValue operator -(OnnxValue left, float right) => Subtract(left, left.Graph.Scalar(right));

    /// <summary>Difference from a constant.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The difference.</returns>
    public static OnnxValue operator -(float left, OnnxValue right) => Subtract(right.Graph.Scalar(left), right);

    /// <summary>Product by element, with broadcasting.</summary>
    /// <param name="left">First factor.</param>
    /// <param name="right">Second factor.</param>
    /// <returns>The product.</returns>
    public static OnnxValue operator *(OnnxValue left, OnnxValue right) => Multiply(left, right);

    /// <summary>Product with a constant.</summary>
    /// <param name="left">First factor.</param>
    /// <param name="right">Second factor.</param>
    /// <returns>The product.</returns>
    public static OnnxValue operator *(OnnxValue left, float right) => Multiply(left, left.Graph.Scalar(right));

    /// <summary>Quotient by element, with broadcasting.</summary>
    /// <param name="left">What is divided.</param>
    /// <param name="right">What divides.</param>
    /// <returns>The quotient.</returns>
    public static OnnxValue operator /(OnnxValue left, OnnxValue right) => Divide(left, right);

    /// <summary>Sum, with broadcasting.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term.</param>
    /// <returns>The sum.</returns>
    public static OnnxValue Add(OnnxValue left, OnnxValue right) => left.Graph.Arithmetic("Add", left, right);

    /// <summary>Difference, with broadcasting.</summary>
    /// <param name="left">What is subtracted from.</param>
    /// <param name="right">What is subtracted.</param>
    /// <returns>The difference.</returns>
    public static OnnxValue Subtract(OnnxValue left, OnnxValue right) => left.Graph.Arithmetic("Sub", left, right);

    /// <summary>Product by element, with broadcasting.</summary>
    /// <param name="left">First factor.</param>
    /// <param name="right">Second factor.</param>
    /// <returns>The product.</returns>
    public static OnnxValue Multiply(OnnxValue left, OnnxValue right) => left.Graph.Arithmetic("Mul", left, right);

    /// <summary>Quotient by element, with broadcasting.</summary>
    /// <param name="left">What is divided.</param>
    /// <param name="right">What divides.</param>
    /// <returns>The quotient.</returns>
    public static OnnxValue Divide(OnnxValue left, OnnxValue right) => left.Graph.Arithmetic("Div", left, right);

    /// <summary>Name, type and shape.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} {ElementType}{Shape}";
}
