using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>What a context can make when it loads a model: the loaders and the contracts of the assemblies it knows.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _lock = new();
    private readonly HashSet<Assembly> _assemblies = [];
    private readonly Dictionary<string, ModelLoader> _loaders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _contracts = new(StringComparer.Ordinal);

    internal ComponentCatalog() => RegisterAssembly(typeof(ComponentCatalog).Assembly);

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_lock)
        {
            if (!_assemblies.Add(assembly))
            {
                return;
            }

            AssemblyComponents components = AssemblyComponents.Of(assembly);
            foreach ((string signature, ModelLoader loader) in components.Loaders)
            {
                _loaders[signature] = loader;
            }

            foreach ((string contract, Type type) in components.Contracts)
            {
                AddContract(contract, type, throwOnError);
            }
        }
    }

    /// <summary>Makes what was saved; the assembly that saved it is loaded where nobody did so before.</summary>
    internal ICanSaveModel Load(string signature, string assemblyName, IHostEnvironment environment, ModelLoadContext context)
    {
        ModelLoader loader = Find(_loaders, signature, assemblyName)
            ?? throw new InvalidOperationException($"The model holds a component '{signature}' that assembly '{assemblyName}' does not have.");
        return loader(environment, context);
    }

    /// <summary>A new object of the class that has the contract.</summary>
    internal object Create(string contractName, string assemblyName)
    {
        Type type = Find(_contracts, contractName, assemblyName) ?? throw new InvalidOperationException(
            $"No class with the contract '{contractName}' was found. It belongs to assembly '{assemblyName}'; call ComponentCatalog.RegisterAssembly with the assembly that has it now.");
        return Activator.CreateInstance(type, nonPublic: true);
    }

    private T Find<T>(Dictionary<string, T> known, string name, string assemblyName)
        where T : class
    {
        lock (_lock)
        {
            if (!known.TryGetValue(name, out T found) && TryLoad(assemblyName) is Assembly assembly)
            {
                RegisterAssembly(assembly);
                known.TryGetValue(name, out found);
            }

            return found;
        }
    }

    private static Assembly TryLoad(string assemblyName)
    {
        try
        {
            return Assembly.Load(new AssemblyName(assemblyName));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private void AddContract(string contract, Type type, bool throwOnError)
    {
        if (_contracts.TryGetValue(contract, out Type other) && other != type && throwOnError)
        {
            throw new InvalidOperationException($"Both {other} and {type} have the contract '{contract}'. Give one of them another name.");
        }

        _contracts[contract] = type;
    }
}
