using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>What the losses over embeddings share.</summary>
internal static class Embeddings
{
    /// <summary>
    /// Below this length a vector counts as no direction. The original divides by the bare length and gives NaN where the fused embedding
    /// equals a source's; this changes a cosine of usual embeddings by less than 1e-6.
    /// </summary>
    private const double Epsilon = 1e-4;

    /// <summary>u(a) = a/√(|a|² + ε²) of each row: unit length, but 0 with a finite derivative where a is 0.</summary>
    internal static Tensor Unit(Tensor rows) => rows * (rows.square().sum([-1L], keepdim: true) + (Epsilon * Epsilon)).rsqrt();

    /// <summary>Rows in any length at length 1.</summary>
    internal static Tensor Normalised(Tensor rows) => rows * rows.square().sum([-1L], keepdim: true).clamp_min(1e-24).rsqrt();

    /// <summary>½(1 − cos) of each row of unit length or none.</summary>
    internal static Tensor HalfDistance(Tensor left, Tensor right) => (1 - (left * right).sum([-1L])) / 2;

    /// <summary>Checks for [rows or 1, D].</summary>
    internal static void Require(string loss, string name, Tensor value, long rows, long length)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        long[] shape = value.shape;
        if (shape.Length != 2 || shape[1] != length || (shape[0] != rows && shape[0] != 1))
        {
            throw new ArgumentException($"{loss}: {name} is {ImageTensors.Shape(value)}; it must be [{rows}, {length}] or [1, {length}].", name);
        }
    }
}
