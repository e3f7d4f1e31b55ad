using System.IO.Compression;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A folder of a model's zip that one component is read from.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly string _signature;
    private readonly string _assemblyName;

    private ModelLoadContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Reader = new BinaryReader(Open(ModelSaveContext.KeyName), Encoding.UTF8);
        _signature = Reader.ReadString();
        _assemblyName = Reader.ReadString();
        Version = Reader.ReadInt32();
    }

    /// <summary>What the component wrote with <see cref="ModelSaveContext.Writer"/>.</summary>
    public BinaryReader Reader { get; }

    /// <summary>The version that the component gave when it was saved.</summary>
    public int Version { get; }

    /// <summary>Loads the component of a folder of the archive.</summary>
    public static TComponent LoadModel<TComponent>(ZipArchive archive, IHostEnvironment environment, string folder)
        where TComponent : class
    {
        using ModelLoadContext context = new(archive, folder);
        return environment.ComponentCatalog.Load(context._signature, context._assemblyName, environment, context) as TComponent
            ?? throw new FormatException($"'{folder}' of the model holds a '{context._signature}', which is no {typeof(TComponent).Name}; the model is damaged.");
    }

    /// <summary>Loads an inner component.</summary>
    public TComponent LoadModel<TComponent>(IHostEnvironment environment, string name)
        where TComponent : class => LoadModel<TComponent>(_archive, environment, $"{_folder}/{name}");

    /// <summary>Reads a stream beside <c>Model.key</c>; false when there is none of that name.</summary>
    public bool TryLoadBinaryStream(string name, Action<BinaryReader> read)
    {
        if (_archive.GetEntry($"{_folder}/{name}") is not ZipArchiveEntry entry)
        {
            return false;
        }

        using Stream stream = entry.Open();
        using BinaryReader reader = new(stream, Encoding.UTF8);
        read(reader);
        return true;
    }

    /// <summary>Refuses a version that this library does not know.</summary>
    public void CheckVersion(int newest)
    {
        if (Version < 1 || Version > newest)
        {
            throw new FormatException($"'{_signature}' was saved in version {Version}; this library reads 1 to {newest}. Load it with the library that saved it.");
        }
    }

    public void Dispose() => Reader.Dispose();

    private Stream Open(string name) => (_archive.GetEntry($"{_folder}/{name}")
        ?? throw new FormatException($"The model has no entry '{_folder}/{name}'; it is damaged or was not written by this library.")).Open();
}
