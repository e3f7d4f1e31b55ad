using System.Globalization;
using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary>The part of <c>ivif doctor</c> that is about training; left out of a build without TorchSharp.</summary>
internal static partial class DoctorCommand
{
    private const string NotTold = "not told";

    // Only training needs libtorch, so its absence is no failure.
    static partial void DescribeTraining(ref string text) => text = TorchRuntime.Find() is { } found
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"TorchSharp {found.TorchSharp}, libtorch {found.LibTorch ?? NotTold}, BLAS {found.Blas ?? NotTold}, oneDNN {found.OneDnn ?? NotTold}{(found.ConvolvesByOneDnn ? "" : " (left out: its gradients are wrong on this processor)")}, instructions {found.Instructions ?? NotTold}, {found.Threads} threads, CUDA {(found.Cuda ? "available" : "not available")}")
        : "libtorch is not here: eng/setup --training (only training needs it)";
}
