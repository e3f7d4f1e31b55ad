using System.Reflection;
using IvifMl.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Api;

/// <summary>The stand-ins never grow past the official API.</summary>
public sealed class StandInApiTests
{
    private static string[] StandIns => [.. Directory.GetFiles(AppContext.BaseDirectory, "StandIn.*.dll").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    private static void SkipWithOfficialPackages() => Skip.IfNot(
        typeof(MLContext).Assembly.GetName().Name!.StartsWith("StandIn.", StringComparison.Ordinal),
        "This build uses the official packages, so there is no stand-in to check.");

    [SkippableFact]
    public void A_stand_in_declares_nothing_that_the_official_package_lacks()
    {
        SkipWithOfficialPackages();

        string[] unknown = [.. StandIns.SelectMany(name => OfficialApi.Of(name)
            .Unknown(DocumentationId.PublicSurface(Assembly.Load(name))).Select(id => $"{name}: {id}"))];

        Assert.Equal([], unknown);
    }

    [SkippableFact]
    public void Every_package_is_stood_in_for_by_an_assembly_that_says_so()
    {
        SkipWithOfficialPackages();

        Assert.Equal(
            ["StandIn.Microsoft.ML", "StandIn.Microsoft.ML.FastTree", "StandIn.Microsoft.ML.ImageAnalytics", "StandIn.Microsoft.ML.OnnxRuntime.Managed", "StandIn.Microsoft.ML.OnnxTransformer"],
            StandIns);
        Assert.Contains(typeof(MLImage).Assembly.GetName().Name, StandIns);
    }

    [SkippableFact]
    public void The_lists_in_the_repository_are_those_of_the_shared_folder()
    {
        Skip.IfNot(Directory.Exists(OfficialApi.Folder), "There are no stand-ins in this repository any more, so there are no lists.");
        string shared = Repository.Shared("api");

        foreach (string list in Directory.GetFiles(OfficialApi.Folder, "*.txt"))
        {
            Assert.Equal(File.ReadAllText(Path.Combine(shared, Path.GetFileName(list))), File.ReadAllText(list));
        }
    }
}
