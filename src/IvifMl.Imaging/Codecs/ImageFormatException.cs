namespace IvifMl.Imaging;

/// <summary>
/// A file is not a picture that can be read, or a picture cannot be stored as asked. The message names the file, what is wrong
/// with it and what to do. It is an <see cref="IOException"/>, so that one catch of a batch covers absent, unreadable and
/// damaged files alike.
/// </summary>
public sealed class ImageFormatException : IOException
{
    /// <summary>An exception without a message.</summary>
    public ImageFormatException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ImageFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public ImageFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception about one file: "<paramref name="path"/>: <paramref name="message"/>".</summary>
    /// <param name="path">The file, or the name of the buffer.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What caused it; null for nothing.</param>
    public ImageFormatException(string path, string message, Exception? innerException = null)
        : base($"{path}: {message}", innerException) => Path = path;

    /// <summary>The file, or the name of the buffer; null where there is none.</summary>
    public string? Path { get; }
}
