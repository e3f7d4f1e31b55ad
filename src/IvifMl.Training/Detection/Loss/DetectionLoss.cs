using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace IvifMl.Training;

/// <summary>
/// The loss of an anchor-free detector, L = 5 L_box + L_obj + L_cls (YOLOX, Ge et al. 2021). P anchors answer for objects, chosen by SimOTA.
/// L_box = Σ (1 − GIoU) / P over them (<see cref="GeneralizedIouLoss"/>); L_obj = Σ BCE(objectness, 1 where an anchor answers, else 0) / P over all anchors but
/// idle ones in ignored boxes; L_cls = Σ BCE(classes, IoU at the object's class, else 0) / P over the answering ones, so that the class says how well
/// the box fits. P counts as 1 where no anchor answers. All are at least 0; lower is better.
/// </summary>
/// <example>A picture without objects whose A objectness logits are all 0: L_box = L_cls = 0, L_obj = A ln 2.</example>
public static class DetectionLoss
{
    /// <summary>Weight of the boxes.</summary>
    public const double BoxWeight = 5;

    /// <summary>Sizes are e to the power of at most this, in strides, so that no first step overflows.</summary>
    internal const float LargestSizeExponent = 8;

    /// <summary>Names of the terms, in the order of <see cref="Terms"/>.</summary>
    internal static IReadOnlyList<string> TermNames { get; } = ["Boxes", "Objectness", "Classes"];

    /// <summary>The three terms, unweighted, each a scalar.</summary>
    /// <param name="Boxes">L_box.</param>
    /// <param name="Objectness">L_obj.</param>
    /// <param name="Classes">L_cls.</param>
    /// <param name="Matches">P.</param>
    public sealed record Terms(Tensor Boxes, Tensor Objectness, Tensor Classes, int Matches)
    {
        /// <summary>5 L_box + L_obj + L_cls.</summary>
        public Tensor Total()
        {
            using Scalar weight = BoxWeight;
            return (Boxes * weight) + Objectness + Classes;
        }
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="output">The network's output [N, A, 5 + C]: raw boxes, logits.</param>
    /// <param name="height">Rows of the pictures that the network saw.</param>
    /// <param name="width">Columns of the pictures.</param>
    /// <param name="targets">The objects of each of the N pictures.</param>
    /// <exception cref="ArgumentException">The output does not fit the size, the number of pictures, or a class.</exception>
    public static Terms Of(Tensor output, int height, int width, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(targets);
        AnchorGrid grid = AnchorGrid.Of(height, width);
        int classes = Check(output, grid, targets);
        using DisposeScope scope = NewDisposeScope();
        Assignment assignment = Assignment.Make(output, grid, targets, classes);
        Tensor rows = output.reshape(-1, IvifDetNetwork.BoxOutputs + classes);
        Tensor Constant(float[] values, int columns) => tensor(values, [values.Length / columns, columns], dtype: output.dtype, device: output.device);
        using Scalar share = 1.0 / Math.Max(1, assignment.Anchors.Count);
        Tensor objectness = F.binary_cross_entropy_with_logits(
            rows.narrow(1, IvifDetNetwork.BoxOutputs - 1, 1), Constant(assignment.Answers, 1), weight: Constant(assignment.Counted, 1), reduction: nn.Reduction.Sum) * share;
        if (assignment.Anchors.Count == 0)
        {
            // Times 0, so that all outputs keep a gradient and optimizers see every parameter.
            Tensor nothing = rows.sum() * 0;
            return new(nothing.MoveToOuterDisposeScope(), objectness.MoveToOuterDisposeScope(), nothing.clone().MoveToOuterDisposeScope(), 0);
        }

        Tensor chosen = rows.index_select(0, tensor(assignment.Anchors.ToArray(), device: output.device));
        Tensor boxes = Decode(chosen, Constant([.. assignment.Cells], 2), Constant([.. assignment.Strides], 1));
        Tensor box = GeneralizedIouLoss.Of(boxes, Constant([.. assignment.Boxes], 4)).sum() * share;
        Tensor label = F.binary_cross_entropy_with_logits(
            chosen.narrow(1, IvifDetNetwork.BoxOutputs, classes), Constant([.. assignment.Labels], classes), reduction: nn.Reduction.Sum) * share;
        return new(box.MoveToOuterDisposeScope(), objectness.MoveToOuterDisposeScope(), label.MoveToOuterDisposeScope(), assignment.Anchors.Count);
    }

    private static Tensor Decode(Tensor rows, Tensor cells, Tensor strides)
    {
        Tensor middle = (rows.narrow(1, 0, 2) + cells) * strides;
        Tensor half = rows.narrow(1, 2, 2).clamp(-LargestSizeExponent, LargestSizeExponent).exp() * strides / 2;
        return cat([middle - half, middle + half], 1);
    }

    private static int Check(Tensor output, AnchorGrid grid, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets)
    {
        if (output.ndim != 3 || output.shape[0] != targets.Count || output.shape[1] != grid.Count || output.shape[2] <= IvifDetNetwork.BoxOutputs)
        {
            throw new ArgumentException(
                $"DetectionLoss: the output is [{string.Join(", ", output.shape)}]; for {targets.Count} pictures of {grid.Width}×{grid.Height} it must be [{targets.Count}, {grid.Count}, 5 + C].", nameof(output));
        }

        int classes = (int)output.shape[2] - IvifDetNetwork.BoxOutputs;
        foreach (DetectionTarget target in targets.SelectMany(list => list).Where(target => !target.Ignored))
        {
            if (target.Class < 0 || target.Class >= classes)
            {
                throw new ArgumentException($"DetectionLoss: an object has the class {target.Class}, the network {classes} classes.", nameof(targets));
            }
        }

        return classes;
    }

    /// <summary>What SimOTA chose over the batch, as lists for tensors.</summary>
    private sealed class Assignment(int anchors)
    {
        public float[] Answers { get; } = new float[anchors];

        public float[] Counted { get; } = new float[anchors];

        public List<long> Anchors { get; } = [];

        public List<float> Cells { get; } = [];

        public List<float> Strides { get; } = [];

        public List<float> Boxes { get; } = [];

        public List<float> Labels { get; } = [];

        public static Assignment Make(Tensor output, AnchorGrid grid, IReadOnlyList<IReadOnlyList<DetectionTarget>> targets, int classes)
        {
            float[] raw = TorchWeights.Values(output);
            int size = raw.Length / targets.Count;
            Assignment made = new(grid.Count * targets.Count);
            made.Counted.AsSpan().Fill(1);
            for (int picture = 0; picture < targets.Count; picture++)
            {
                made.Add(picture * grid.Count, grid, SimOta.Assign(grid, raw.AsSpan(picture * size, size), targets[picture]), targets[picture], classes);
            }

            return made;
        }

        private void Add(int first, AnchorGrid grid, IReadOnlyList<SimOta.Match> matches, IReadOnlyList<DetectionTarget> targets, int classes)
        {
            foreach (DetectionTarget target in targets.Where(target => target.Ignored))
            {
                for (int anchor = 0; anchor < grid.Count; anchor++)
                {
                    (float x, float y) = grid.Centre(anchor);
                    if (x >= target.X0 && x <= target.X1 && y >= target.Y0 && y <= target.Y1)
                    {
                        Counted[first + anchor] = 0;
                    }
                }
            }

            foreach (SimOta.Match match in matches)
            {
                DetectionTarget target = targets[match.Target];
                (Answers[first + match.Anchor], Counted[first + match.Anchor]) = (1, 1);
                Anchors.Add(first + match.Anchor);
                Cells.AddRange([grid.Columns[match.Anchor], grid.Rows[match.Anchor]]);
                Strides.Add(grid.Strides[match.Anchor]);
                Boxes.AddRange([target.X0, target.Y0, target.X1, target.Y1]);
                for (int c = 0; c < classes; c++)
                {
                    Labels.Add(c == target.Class ? match.Overlap : 0);
                }
            }
        }
    }
}
