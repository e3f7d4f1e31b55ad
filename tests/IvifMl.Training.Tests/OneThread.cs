using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

// Torch's generator and threads belong to the process: tests side by side would draw from each other's seeds.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace IvifMl.Training.Tests;

/// <summary>Test projects run side by side, so torch gets one thread here.</summary>
internal static class OneThread
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The test assembly has no other place that runs before every test.")]
    internal static void Set()
    {
        if (Torch.Missing is null)
        {
            set_num_threads(1);
        }
    }
}
