using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>Fused pictures that somebody else has made.</summary>
internal sealed class FolderMethod : EvaluationMethod
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public FolderMethod(string name, string folder)
        : base(name, MethodKind.Folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}' with the fused pictures of {name}.");
        }

        foreach (string file in Directory.EnumerateFiles(folder).Where(PairFinder.IsImageName).Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileNameWithoutExtension(file);
            if (!_files.TryAdd(stem, file))
            {
                throw new InvalidDataException(
                    $"'{folder}' has both {Path.GetFileName(_files[stem])} and {Path.GetFileName(file)}: it is not clear which one is {name}'s. Move one away.");
            }
        }

        if (_files.Count == 0)
        {
            throw new InvalidDataException($"'{folder}' has no pictures of {name}; they are named as the pairs are.");
        }
    }

    internal override string? Describe(ImagePair pair) => _files.TryGetValue(pair.Name, out string? file) ? FileFacts.Of(file) : null;

    internal override RasterImage Picture(ImagePair pair, SourcePictures sources) => ImageCodecs.Default.Read(_files[pair.Name]);
}
