using System.Reflection;
using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Transforms.CustomMappingLoader.Signature, typeof(Microsoft.ML.Transforms.CustomMappingLoader))]

namespace Microsoft.ML.Transforms;

/// <summary>Saves the name of a contract and of the assembly that has it, and makes the mapping again.</summary>
internal static class CustomMappingLoader
{
    public const string Signature = "CustomTransformer";
    private const int Version = 1;

    public static void Save(ModelSaveContext context, string contractName, Assembly assembly)
    {
        context.SetSignature(Signature, typeof(CustomMappingLoader), Version);
        context.Writer.Write(contractName);
        context.Writer.Write(assembly.FullName);
    }

    public static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(Version);
        string contract = context.Reader.ReadString();
        object factory = environment.ComponentCatalog.Create(contract, context.Reader.ReadString());
        return factory is ICustomMappingFactory known
            ? known.Create(contract)
            : throw new InvalidOperationException($"{factory.GetType()} has the contract '{contract}' but is no CustomMappingFactory.");
    }
}
