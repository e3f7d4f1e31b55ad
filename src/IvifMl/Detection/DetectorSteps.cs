using IvifMl.Imaging;
using IvifMl.Metrics;
using IvifMl.Onnx;

namespace IvifMl;

/// <summary>
/// The steps of a picture's way around the scoring of a detector's graph, each written once: the row-wise transformer and
/// <see cref="DetectorModel"/> both go through them.
/// </summary>
internal static class DetectorSteps
{
    /// <summary>The graph's input: the letterboxed picture, a plane after the other.</summary>
    public static float[] Input(RasterImage picture, DetectorContract contract)
    {
        RasterImage boxed = Letterbox.Fit(picture.Height, picture.Width, contract.Height, contract.Width).Apply(picture, contract.Padding);
        ReadOnlySpan<byte> source = boxed.Bytes;
        int pixels = contract.Height * contract.Width;
        float[] planes = new float[3 * pixels];
        float unit = contract.Range == DetectorRange.Unit ? 1 / 255f : 1;
        for (int channel = 0; channel < 3; channel++)
        {
            int from = contract.Channels == DetectorChannels.Bgr ? 2 - channel : channel;
            Span<float> plane = planes.AsSpan(channel * pixels, pixels);
            for (int i = 0; i < plane.Length; i++)
            {
                plane[i] = source[(3 * i) + from] * unit;
            }
        }

        return planes;
    }

    /// <summary>The detections of a picture: heads decoded, weak ones left out, NMS class by class, clipped to the picture; best score first.</summary>
    /// <param name="heads">The graph's output.</param>
    /// <param name="settings">How to read it.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <exception cref="InvalidDataException">The output is not that of such a detector.</exception>
    public static IReadOnlyList<DetectedBox> Detections(ReadOnlySpan<float> heads, DetectorSettings settings, int height, int width)
    {
        DetectorContract contract = settings.Contract;
        if (heads.Length != contract.Anchors * contract.Columns)
        {
            throw new InvalidDataException(
                $"The detector '{contract.Name}' gave {heads.Length} values, where {contract.Anchors} rows of {contract.Columns} were expected: one a cell of the strides {string.Join(", ", contract.Strides)}, 5 columns and {contract.Classes.Count} classes.");
        }

        double scale = Letterbox.Fit(height, width, contract.Height, contract.Width).Scale;
        List<DetectedBox> found = [];
        int row = 0;
        foreach (int stride in contract.Strides)
        {
            for (int y = 0; y < contract.Height / stride; y++)
            {
                for (int x = 0; x < contract.Width / stride; x++, row++)
                {
                    ReadOnlySpan<float> cell = heads.Slice(row * contract.Columns, contract.Columns);
                    (double score, int label) = Score(cell, settings, row);
                    if (label >= 0 && Box(cell, settings, x, y, stride, scale, row) is var box && Clip(box, height, width).Area > 0)
                    {
                        found.Add(new DetectedBox(contract.Classes[label], box, score));
                    }
                }
            }
        }

        return [.. NonMaximumSuppression.Apply(found, settings.NmsThreshold, settings.MaximumDetections).Select(d => d with { Box = Clip(d.Box, height, width) })];
    }

    // The label is −1 where the cell says nothing that is to be reported.
    private static (double Score, int Label) Score(ReadOnlySpan<float> cell, DetectorSettings settings, int row)
    {
        double objectness = Probability(cell[4], settings, row);
        if (objectness < settings.ScoreThreshold)
        {
            return (0, -1);
        }

        int best = 0;
        ReadOnlySpan<float> classes = cell[DetectorContract.BoxColumns..];
        for (int i = 1; i < classes.Length; i++)
        {
            best = classes[i] > classes[best] ? i : best;
        }

        double score = objectness * Probability(classes[best], settings, row);
        bool reported = score >= settings.ScoreThreshold && (settings.Only.Count == 0 || settings.Only.Contains(settings.Contract.Classes[best]));
        return reported ? (score, best) : (0, -1);
    }

    private static double Probability(float value, DetectorSettings settings, int row) => value is >= 0 and <= 1
        ? value
        : throw new InvalidDataException($"The detector '{settings.Contract.Name}' gave a probability of {value} in row {row}, where 0 to 1 was expected. Export it with the sigmoids in the graph, and check the channel order and range of its input.");

    private static DetectionBox Box(ReadOnlySpan<float> cell, DetectorSettings settings, int x, int y, int stride, double scale, int row)
    {
        (double centreX, double centreY, double boxWidth, double boxHeight) = settings.BoxesAreDecoded
            ? (cell[0], cell[1], cell[2], cell[3])
            : ((cell[0] + (double)x) * stride, (cell[1] + (double)y) * stride, Math.Exp(cell[2]) * stride, Math.Exp(cell[3]) * stride);
        if (!double.IsFinite(centreX + centreY + boxWidth + boxHeight))
        {
            throw new InvalidDataException($"The detector '{settings.Contract.Name}' gave a box in row {row} that is not a number.");
        }

        return new(
            (centreX - (boxWidth / 2)) / scale, (centreY - (boxHeight / 2)) / scale, (centreX + (boxWidth / 2)) / scale, (centreY + (boxHeight / 2)) / scale);
    }

    private static DetectionBox Clip(DetectionBox box, int height, int width) => new(
        Math.Clamp(box.Left, 0, width), Math.Clamp(box.Top, 0, height), Math.Clamp(box.Right, 0, width), Math.Clamp(box.Bottom, 0, height));
}
