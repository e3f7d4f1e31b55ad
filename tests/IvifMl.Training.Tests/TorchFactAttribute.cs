using System.Runtime.InteropServices;

namespace IvifMl.Training.Tests;

/// <summary>A test that needs libtorch beside the test assembly; skipped with a message where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : SkippableFactAttribute
{
    public TorchFactAttribute() => Skip = Torch.Missing;
}

/// <summary>A theory that needs libtorch beside the test assembly; skipped with a message where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchTheoryAttribute : SkippableTheoryAttribute
{
    public TorchTheoryAttribute() => Skip = Torch.Missing;
}

internal static class Torch
{
    /// <summary>Why training cannot run here, or null where it can.</summary>
    public static string? Missing { get; } = NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so"), out _)
        ? null
        : "libtorch is not beside the tests; eng/setup --training fetches it.";
}
