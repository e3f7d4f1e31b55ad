namespace IvifMl.Onnx;

/// <summary>An input or output that a model declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Its element type; <see cref="OnnxElementType.None"/> when it is no tensor.</param>
/// <param name="Shape">Its shape; null when the model declares none.</param>
public sealed record OnnxValueInfo(string Name, OnnxElementType ElementType, OnnxShape? Shape)
{
    /// <summary>Name, type and shape, as an error message shows them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"'{Name}' {ElementType}{Shape?.ToString() ?? " of unknown shape"}";
}
