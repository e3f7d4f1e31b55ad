namespace Microsoft.ML.Runtime;

/// <summary>
/// Says which type reads back what was saved under a signature. The type has a static method
/// <c>ITransformer Load(IHostEnvironment, ModelLoadContext)</c>, of any accessibility.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class ModelLoaderAttribute(string signature, Type type) : Attribute
{
    public string Signature => signature;

    public Type Type => type;
}
