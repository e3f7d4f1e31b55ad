using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Reads a component from its folder of a model.</summary>
internal delegate ICanSaveModel ModelLoader(IHostEnvironment environment, ModelLoadContext context);

/// <summary>The loaders and contracts of one assembly; every assembly is searched once a process.</summary>
internal sealed record AssemblyComponents(
    IReadOnlyList<KeyValuePair<string, ModelLoader>> Loaders, IReadOnlyList<KeyValuePair<string, Type>> Contracts)
{
    private static readonly ConcurrentDictionary<Assembly, AssemblyComponents> Searched = new();

    public static AssemblyComponents Of(Assembly assembly) => Searched.GetOrAdd(assembly, Search);

    private static AssemblyComponents Search(Assembly assembly) => new(
        [.. assembly.GetCustomAttributes<ModelLoaderAttribute>().Select(m => KeyValuePair.Create(m.Signature, LoaderOf(m.Type)))],
        [.. TypesOf(assembly).Where(t => t.IsDefined(typeof(ExtensionBaseAttribute), inherit: false))
            .Select(t => KeyValuePair.Create(t.GetCustomAttribute<ExtensionBaseAttribute>(inherit: false).ContractName, t))]);

    private static ModelLoader LoaderOf(Type type) =>
        type.GetMethod("Load", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(IHostEnvironment), typeof(ModelLoadContext)])
            .CreateDelegate<ModelLoader>();

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.Where(t => t is not null);
        }
    }
}
