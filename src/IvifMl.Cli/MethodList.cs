using IvifMl.Evaluation;
using IvifMl.Imaging;

namespace IvifMl.Cli;

/// <summary>The methods that an evaluation compares: folders, models, then the baselines.</summary>
internal sealed class MethodList : IDisposable
{

    private readonly List<FusionModel> _models = [];
    private readonly List<EvaluationMethod> _methods = [];

    private MethodList()
    {
    }

    public IReadOnlyList<EvaluationMethod> All => _methods;

    /// <summary>Collects the methods of the options.</summary>
    /// <param name="fused">Values NAME=DIR.</param>
    /// <param name="root">A folder of folders; null for none.</param>
    /// <param name="models">Values MODEL or NAME=MODEL.</param>
    /// <exception cref="ArgumentException">A value has no name, or a name comes twice.</exception>
    /// <exception cref="IOException">A folder or a model is absent.</exception>
    public static MethodList From(IEnumerable<string> fused, string? root, IEnumerable<string> models)
    {
        MethodList list = new();
        try
        {
            foreach (string value in fused)
            {
                (string name, string folder) = Split(value) ?? throw new ArgumentException($"--fused is '{value}'; write NAME=DIR, such as --fused U2Fusion=out/u2fusion.");
                list.Add($"--fused {value}", EvaluationMethod.FromFolder(name, folder));
            }

            foreach (string folder in root is null ? [] : SubfoldersOf(root))
            {
                list.Add($"--fused-root with {folder}", EvaluationMethod.FromFolder(Path.GetFileName(folder), folder));
            }

            foreach (string value in models)
            {
                list.AddModel(value);
            }
        }
        catch
        {
            list.Dispose();
            throw;
        }

        list._methods.AddRange(EvaluationMethod.Baselines);
        return list;
    }

    /// <summary>Refuses a method that has a picture of no pair: its folder is another one than meant.</summary>
    public void RequirePictures(IReadOnlyList<ImagePair> pairs)
    {
        if (_methods.FirstOrDefault(method => !pairs.Any(method.Has)) is { } none)
        {
            throw new InvalidDataException($"No picture of {none.Name} has the name of a pair ({string.Join(", ", pairs.Take(3).Select(p => p.Name))}, …). Fused pictures are named as the pairs; the extension may differ.");
        }
    }

    /// <summary>The pairs of which every method has a picture.</summary>
    public IReadOnlyList<ImagePair> CompletePairs(IReadOnlyList<ImagePair> pairs)
    {
        ImagePair[] complete = [.. pairs.Where(pair => _methods.TrueForAll(method => method.Has(pair)))];
        return complete.Length > 0
            ? complete
            : throw new InvalidDataException("There is no pair of which every method has a picture. Leave out --complete-pairs, or the method that has the fewest.");
    }

    public void Dispose() => _models.ForEach(model => model.Dispose());

    private static string[] SubfoldersOf(string root)
    {
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException($"There is no folder '{root}' with a subfolder for each method.");
        }

        string[] folders = [.. Directory.EnumerateDirectories(root).Where(folder => Directory.EnumerateFiles(folder).Any(PairFinder.IsImageName)).Order(StringComparer.Ordinal)];
        return folders.Length > 0 ? folders : throw new InvalidDataException($"'{root}' has no subfolder with pictures. --fused-root takes a folder such as fused/ with fused/METHOD/PAIR.png.");
    }

    private static (string Name, string Path)? Split(string value)
        => value.IndexOf('=', StringComparison.Ordinal) is var at and > 0 && at < value.Length - 1 ? (value[..at].Trim(), value[(at + 1)..]) : null;

    private void AddModel(string value)
    {
        // A file's own name may have a '='.
        (string? name, string path) = !File.Exists(value) && Split(value) is { } named ? named : (null, value);
        FusionModel model = FusionModel.Load(path);
        _models.Add(model);
        Add($"--model {value}", EvaluationMethod.FromModel(name ?? model.Name, model));
    }

    private void Add(string source, EvaluationMethod method)
    {
        if (EvaluationMethod.Baselines.Any(b => b.Name == method.Name))
        {
            throw new ArgumentException($"{source}: '{method.Name}' is the name of a baseline, which every evaluation has. Give the method another name.");
        }

        if (_methods.Exists(m => m.Name == method.Name))
        {
            throw new ArgumentException($"{source}: there is a method '{method.Name}' already. Names must differ: NAME=… gives another one.");
        }

        _methods.Add(method);
    }
}
