using System.Reflection;
using IvifMl.Tests.Support;

namespace IvifMl.Torch.Tests;

public sealed class ConformanceSuiteTests
{
    [SkippableFact]
    public void The_behaviour_suite_is_part_of_this_assembly()
    {
        string suite = Repository.Shared("conformance", "torch");
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so")), "Built without libtorch, so the suite is left out: run eng/setup --training and build again.");
        string[] expected = [.. Directory.GetFiles(suite, "*Tests.cs").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];
        string[] linked = [.. Assembly.GetExecutingAssembly().GetTypes()
            .Where(t => t is { IsNested: false } && t != typeof(ConformanceSuiteTests) && t.Name.EndsWith("Tests", StringComparison.Ordinal))
            .Select(t => t.Name).Order()];

        Assert.NotEmpty(expected);
        Assert.Equal(expected, linked);
    }
}
