namespace IvifMl;

/// <summary>One of the fusion models among which an advisor chooses: a graph with its options, under a name.</summary>
public sealed class FusionCandidate
{
    private readonly byte[] _packaged;

    private FusionCandidate(string name, byte[] packaged)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, _packaged) = (name, packaged);
    }

    /// <summary>The name that an advisor answers with.</summary>
    public string Name { get; }

    /// <summary>A candidate that is a model with its options.</summary>
    /// <param name="name">The name that an advisor answers with.</param>
    /// <param name="model">The model; stays the caller's, and is not needed afterwards.</param>
    public static FusionCandidate FromModel(string name, FusionModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new(name, model.Packaged());
    }

    /// <summary>A candidate that is a file: an ONNX graph that keeps <c>ivif.fusion/1</c>, or a saved ML.NET model with a fusion step.</summary>
    /// <param name="name">The name that an advisor answers with.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no fusion model.</exception>
    public static FusionCandidate FromFile(string name, string path)
    {
        using FusionModel model = FusionModel.Load(path);
        return FromModel(name, model);
    }

    /// <summary>A candidate that is a graph in memory, such as <c>PyramidFusionGraph.Build</c> makes.</summary>
    /// <param name="name">The name that an advisor answers with.</param>
    /// <param name="graph">The bytes of an ONNX graph that keeps <c>ivif.fusion/1</c>.</param>
    /// <exception cref="InvalidDataException">The graph is no fusion model.</exception>
    public static FusionCandidate FromGraph(string name, byte[] graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using FusionModel model = FusionModel.FromGraph(graph, name);
        return FromModel(name, model);
    }

    internal byte[] Packaged() => _packaged;

    internal FusionModel Open() => FusionModel.FromPackage(_packaged);
}
