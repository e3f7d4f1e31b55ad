using IvifMl.Imaging;

namespace IvifMl.Training;

/// <summary>Lets a model in memory be used by what reads files.</summary>
internal static class TemporaryModel
{
    /// <summary>Writes the model to a file of its own, which is gone afterwards.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="use">What reads the file at the path it is given.</param>
    public static T Use<T>(byte[] model, Func<string, T> use)
    {
        string path = Path.Combine(Path.GetTempPath(), $"ivif-{Guid.NewGuid():N}.onnx");
        try
        {
            AtomicFile.Write(path, model);
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
