using IvifMl.Tests.Support;

namespace IvifMl.StandIns.Tests.Api;

/// <summary>What official assemblies declare: the lists under <c>eng/standins/api</c>, one documentation-comment id a line.</summary>
public sealed class OfficialApi(IEnumerable<string> lines)
{
    /// <summary>One stand-in takes the place of a package, which may hold several assemblies.</summary>
    private static readonly Dictionary<string, string[]> AssembliesOf = new()
    {
        ["Microsoft.ML"] = ["Microsoft.ML.Core", "Microsoft.ML.Data", "Microsoft.ML.DataView", "Microsoft.ML.Transforms"],
    };

    private readonly HashSet<string> _ids = [.. lines.Select(l => l.Split('\t')[0])];

    /// <summary>The folder of the lists, which goes when the stand-ins go.</summary>
    public static string Folder => Repository.PathOf("eng", "standins", "api");

    /// <summary>The API of the package that a stand-in assembly takes the place of.</summary>
    public static OfficialApi Of(string standInName)
    {
        string package = standInName["StandIn.".Length..];
        return new OfficialApi(AssembliesOf.GetValueOrDefault(package, [package]).SelectMany(name => File.ReadLines(Path.Combine(Folder, name + ".txt"))));
    }

    public IReadOnlyList<string> Unknown(IEnumerable<string> ids) => [.. ids.Where(id => !_ids.Contains(id))];
}
