using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Names the contract under which a mapping is saved; the class it is on makes the mapping when a model is loaded.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}

/// <summary>Makes a mapping when a model that names its contract is loaded.</summary>
public abstract class CustomMappingFactory<TSrc, TDst> : ICustomMappingFactory
    where TSrc : class, new()
    where TDst : class, new()
{
    public abstract Action<TSrc, TDst> GetMapping();

    ITransformer ICustomMappingFactory.Create(string contractName) =>
        new CustomMappingTransformer<TSrc, TDst>(GetMapping(), contractName, null, null);
}

/// <summary>A factory whose row classes the loader does not know.</summary>
internal interface ICustomMappingFactory
{
    ITransformer Create(string contractName);
}
