namespace IvifMl.Onnx;

/// <summary>One operator in a graph that is being built.</summary>
internal sealed record OnnxNode(string Operation, OnnxValue?[] Inputs, OnnxValue[] Results, OnnxAttribute[] Attributes);
