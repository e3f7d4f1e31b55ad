using IvifMl.Imaging;
using Xunit;

namespace IvifMl.Tests.Support;

/// <summary>The real pairs under <c>../shared/data</c>; a test that asks for one is skipped with a message where they are absent.</summary>
public static class TestPairs
{
    /// <summary>The data sets whose visible and infrared pictures are registered, one folder each.</summary>
    public static readonly string[] DataSets = ["RoadScene", "TNO", "MSRS", "LLVIP", "VIFB", "LDFusion_samples", "OmniFuse", "ControlFusion", "TextFusion_LLVIP"];

    /// <summary>Road scenes in JPEG, gray infrared, odd sizes.</summary>
    public static class RoadScene
    {
        public static TestPair Flir00006 => Named("RoadScene", "FLIR_00006");

        public static TestPair FlirVideo04111 => Named("RoadScene", "FLIR_video_04111");
    }

    /// <summary>Military scenes in PNG; both pictures gray stored as RGB.</summary>
    public static class Tno
    {
        public static TestPair Image01 => Named("TNO", "01");

        public static TestPair Image18 => Named("TNO", "18");
    }

    /// <summary>Streets by day (D) and night (N), 640×480 PNG, gray infrared, RGB visible.</summary>
    public static class Msrs
    {
        public static TestPair Day00001 => Named("MSRS", "00001D");

        public static TestPair Night00004 => Named("MSRS", "00004N");
    }

    /// <summary>Pedestrians at night, 1280×1024 JPEG stored as RGB.</summary>
    public static class Llvip
    {
        public static TestPair Image010001 => Named("LLVIP", "010001");

        public static TestPair Image190001 => Named("LLVIP", "190001");
    }

    /// <summary>All pairs of a data set, by name in ordinal order.</summary>
    public static IReadOnlyList<TestPair> All(string dataSet)
    {
        PairingResult found = PairFinder.Pair(Repository.Shared("data", dataSet, "ir"), Repository.Shared("data", dataSet, "vi"));
        Assert.Empty(found.Unpaired);
        return [.. found.Pairs.Select(pair => new TestPair(dataSet, pair.Name, pair.InfraredPath, pair.VisiblePath))];
    }

    /// <summary>One pair.</summary>
    public static TestPair Named(string dataSet, string name)
        => All(dataSet).SingleOrDefault(pair => pair.Name == name) ?? throw new InvalidOperationException($"../shared/data/{dataSet} has no pair '{name}'.");
}
