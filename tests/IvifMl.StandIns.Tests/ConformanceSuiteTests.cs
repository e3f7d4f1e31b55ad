using System.Reflection;
using IvifMl.Tests.Support;

namespace IvifMl.StandIns.Tests;

public sealed class ConformanceSuiteTests
{
    [SkippableFact]
    public void The_behaviour_suite_is_part_of_this_assembly()
    {
        string suite = Repository.Shared("conformance", "ml");
        string[] expected = [.. Directory.GetFiles(suite, "*Tests.cs").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];
        string[] linked = [.. Assembly.GetExecutingAssembly().GetTypes()
            .Where(t => t is { Namespace: "IvifMl.Conformance", IsNested: false } && t.Name.EndsWith("Tests", StringComparison.Ordinal))
            .Select(t => t.Name).Order()];

        Assert.NotEmpty(expected);
        Assert.Equal(expected, linked);
    }
}
