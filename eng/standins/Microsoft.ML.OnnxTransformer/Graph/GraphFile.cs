using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>
/// The file of a graph, held open for reading as long as the graph is used. A file of our own, made from bytes, goes
/// away when it is closed, also by the finalizer of its handle.
/// </summary>
internal sealed class GraphFile : IDisposable
{
    private readonly FileStream _open;

    private GraphFile(string path, FileOptions options)
    {
        Path = path;
        _open = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1, options);
    }

    public string Path { get; }

    /// <exception cref="IOException">There is no such file.</exception>
    public static GraphFile Of(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return File.Exists(path) ? new GraphFile(path, FileOptions.None) : throw new IOException($"Model file '{path}' does not exist.");
    }

    /// <summary>A file in the environment's folder for temporary files, filled by <paramref name="write"/>.</summary>
    public static GraphFile Temporary(IHostEnvironment environment, Action<Stream> write)
    {
        string path = System.IO.Path.Combine(HostEnvironment.Of(environment).TempFilePath, System.IO.Path.GetRandomFileName());
        try
        {
            using (FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            return new GraphFile(path, FileOptions.DeleteOnClose);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The bytes as they lie at the path now, behind their number.</summary>
    public void WriteTo(BinaryWriter writer)
    {
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        writer.Write(checked((int)stream.Length));
        writer.Flush();
        stream.CopyTo(writer.BaseStream);
    }

    /// <summary>What <see cref="WriteTo"/> wrote, as a temporary file.</summary>
    public static GraphFile ReadFrom(BinaryReader reader, IHostEnvironment environment)
    {
        int length = reader.ReadInt32();
        return Temporary(environment, stream =>
        {
            reader.BaseStream.CopyTo(stream);
            if (stream.Length != length)
            {
                throw new FormatException($"The graph in the model has {stream.Length} bytes in place of {length}; the file is damaged.");
            }
        });
    }

    public void Dispose() => _open.Dispose();
}
