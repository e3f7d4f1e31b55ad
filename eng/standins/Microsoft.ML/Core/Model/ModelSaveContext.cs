using System.IO.Compression;
using System.Text;

namespace Microsoft.ML;

/// <summary>
/// A folder of the zip that one component is saved into. The folder's <c>Model.key</c> tells who wrote it; streams and
/// the folders of inner components lie beside it.
/// </summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string KeyName = "Model.key";
    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly MemoryStream _key = new();
    private bool _hasSignature;
    private bool _disposed;

    internal ModelSaveContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Writer = new BinaryWriter(_key, Encoding.UTF8);
    }

    /// <summary>Writes what the loader of this component reads first; call <see cref="SetSignature"/> before.</summary>
    internal BinaryWriter Writer { get; }

    /// <summary>Names the loader, its assembly and the version of what follows; once, and before anything is written.</summary>
    internal void SetSignature(string signature, Type loader, int version)
    {
        if (_hasSignature)
        {
            throw new InvalidOperationException("ModelSignature already specified! A component saves itself once; a wrapper delegates Save exactly once.");
        }

        _hasSignature = true;
        Writer.Write(signature);
        Writer.Write(loader.Assembly.FullName);
        Writer.Write(version);
    }

    /// <summary>Saves an inner component into a folder of its own.</summary>
    internal void SaveModel(ICanSaveModel model, string name) => SaveModel(_archive, model, $"{_folder}/{name}");

    /// <summary>Saves a component into a folder of the archive.</summary>
    internal static void SaveModel(ZipArchive archive, ICanSaveModel model, string folder)
    {
        using ModelSaveContext inner = new(archive, folder);
        model.Save(inner);
        inner.Commit();
    }

    /// <summary>Writes a stream of its own beside <c>Model.key</c>; nothing else may be saved while it is written.</summary>
    internal void SaveBinaryStream(string name, Action<BinaryWriter> write)
    {
        using Stream stream = _archive.CreateEntry($"{_folder}/{name}").Open();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        write(writer);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            Writer.Dispose();
            _key.Dispose();
        }
    }

    private void Commit()
    {
        if (!_hasSignature)
        {
            throw new InvalidOperationException("ModelSignature not specified! The component's Save wrote nothing; delegate it to a built-in transformer.");
        }

        Writer.Flush();
        using Stream stream = _archive.CreateEntry($"{_folder}/{KeyName}").Open();
        _key.WriteTo(stream);
    }
}
