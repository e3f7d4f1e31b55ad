namespace IvifMl.Onnx;

/// <content>Operators that work element by element.</content>
public sealed partial class OnnxGraph
{
    /// <summary>The larger of two values by element, with broadcasting.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    /// <returns>The maximum.</returns>
    public OnnxValue Max(OnnxValue left, OnnxValue right) => Arithmetic("Max", left, right);

    /// <summary>The smaller of two values by element, with broadcasting.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    /// <returns>The minimum.</returns>
    public OnnxValue Min(OnnxValue left, OnnxValue right) => Arithmetic("Min", left, right);

    /// <summary>A value to a power, with broadcasting.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    /// <returns>The power.</returns>
    public OnnxValue Pow(OnnxValue value, OnnxValue exponent) => Arithmetic("Pow", value, exponent);

    /// <summary>Remainder with the sign of the divisor, by element, with broadcasting: −5 mod 32 = 27.</summary>
    /// <param name="value">Integers.</param>
    /// <param name="divisor">Integers.</param>
    /// <returns>The remainder.</returns>
    public OnnxValue Mod(OnnxValue value, OnnxValue divisor)
    {
        CheckType("Mod", value, OnnxElementType.Int64);
        return Arithmetic("Mod", value, divisor);
    }

    /// <summary>max(x, 0).</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Relu(OnnxValue value) => Unary("Relu", value);

    /// <summary>x where positive, else slope · x.</summary>
    /// <param name="value">x.</param>
    /// <param name="slope">The slope left of zero.</param>
    /// <returns>The result.</returns>
    public OnnxValue LeakyRelu(OnnxValue value, float slope = 0.01f) => Unary("LeakyRelu", value, OnnxAttribute.Of("alpha", slope));

    /// <summary>x where positive, else slope · x, with learnt slopes that broadcast to x.</summary>
    /// <param name="value">x.</param>
    /// <param name="slope">The slopes.</param>
    /// <returns>The result.</returns>
    public OnnxValue PRelu(OnnxValue value, OnnxValue slope)
    {
        CheckSameType("PRelu", value, slope);
        Broadcast("PRelu", value, slope);
        return Node("PRelu", [value, slope], value.ElementType, value.Shape);
    }

    /// <summary>1 / (1 + e^−x).</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Sigmoid(OnnxValue value) => Unary("Sigmoid", value);

    /// <summary>min(1, max(0, slope · x + offset)): a ramp from 0 to 1 in one pass.</summary>
    /// <param name="value">x.</param>
    /// <param name="slope">The slope.</param>
    /// <param name="offset">The value at x = 0.</param>
    /// <returns>The result.</returns>
    public OnnxValue HardSigmoid(OnnxValue value, float slope = 0.2f, float offset = 0.5f) =>
        Unary("HardSigmoid", value, OnnxAttribute.Of("alpha", slope), OnnxAttribute.Of("beta", offset));

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Tanh(OnnxValue value) => Unary("Tanh", value);

    /// <summary>Absolute value.</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Abs(OnnxValue value) => Unary("Abs", value);

    /// <summary>−x.</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Neg(OnnxValue value) => Unary("Neg", value);

    /// <summary>Square root.</summary>
    /// <param name="value">x ≥ 0.</param>
    /// <returns>The result.</returns>
    public OnnxValue Sqrt(OnnxValue value) => Unary("Sqrt", value);

    /// <summary>e^x.</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Exp(OnnxValue value) => Unary("Exp", value);

    /// <summary>Natural logarithm.</summary>
    /// <param name="value">x &gt; 0.</param>
    /// <returns>The result.</returns>
    public OnnxValue Log(OnnxValue value) => Unary("Log", value);

    /// <summary>The error function.</summary>
    /// <param name="value">x.</param>
    /// <returns>The result.</returns>
    public OnnxValue Erf(OnnxValue value) => Unary("Erf", value);

    /// <summary>1 / x.</summary>
    /// <param name="value">x ≠ 0.</param>
    /// <returns>The result.</returns>
    public OnnxValue Reciprocal(OnnxValue value) => Unary("Reciprocal", value);

    /// <summary>x held between two bounds.</summary>
    /// <param name="value">x.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    /// <returns>The result.</returns>
    public OnnxValue Clip(OnnxValue value, float low, float high)
    {
        CheckType("Clip", value, OnnxElementType.Float32);
        return Node("Clip", [value, Scalar(low), Scalar(high)], value.ElementType, value.Shape);
    }

    /// <summary>Whether left is greater, by element, with broadcasting.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    /// <returns>Truth values.</returns>
    public OnnxValue Greater(OnnxValue left, OnnxValue right)
    {
        CheckSameType("Greater", left, right);
        return Node("Greater", [left, right], OnnxElementType.Boolean, Broadcast("Greater", left, right));
    }

    /// <summary>One of two values by element, with broadcasting.</summary>
    /// <param name="condition">Truth values.</param>
    /// <param name="yes">Taken where true.</param>
    /// <param name="no">Taken where false.</param>
    /// <returns>The choice.</returns>
    public OnnxValue Where(OnnxValue condition, OnnxValue yes, OnnxValue no)
    {
        CheckType("Where", condition, OnnxElementType.Boolean);
        CheckSameType("Where", yes, no);
        OnnxValue branch = new(this, yes.Name, yes.ElementType, Broadcast("Where", yes, no));
        return Node("Where", [condition, yes, no], yes.ElementType, Broadcast("Where", condition, branch));
    }

    /// <summary>The same values as another element type.</summary>
    /// <param name="value">The values.</param>
    /// <param name="elementType">The type to convert to.</param>
    /// <returns>The converted values.</returns>
    public OnnxValue Cast(OnnxValue value, OnnxElementType elementType) =>
        Node("Cast", [value], elementType, value.Shape, OnnxAttribute.Of("to", (long)elementType));

    /// <summary>Softmax along one axis.</summary>
    /// <param name="value">The scores.</param>
    /// <param name="axis">The axis that sums to 1.</param>
    /// <returns>The result.</returns>
    public OnnxValue Softmax(OnnxValue value, int axis = -1) => Unary("Softmax", value, OnnxAttribute.Of("axis", Axis("Softmax", value, axis)));

    internal OnnxValue Arithmetic(string operation, OnnxValue left, OnnxValue right)
    {
        CheckSameType(operation, left, right);
        return Node(operation, [left, right], left.ElementType, Broadcast(operation, left, right));
    }

    private OnnxValue Unary(string operation, OnnxValue value, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        CheckType(operation, value, OnnxElementType.Float32);
        return Node(operation, [value], value.ElementType, value.Shape, attributes);
    }
}
