using IvifMl.Metrics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>Reads objects and detections from the columns of a view.</summary>
internal sealed class DetectionRows(string label, string boxes, string predictedLabel, string predictedBoxes, string score, string? crowd)
{
    private const string Component = "Detection.Evaluate";
    private const int Corners = 4;

    private readonly string[] _text = [label, predictedLabel];
    private readonly string[] _numbers = [boxes, predictedBoxes, score];

    /// <summary>Throws unless the schema has vectors of text and of numbers under the names.</summary>
    public void Check(DataViewSchema schema)
    {
        foreach (string name in _text)
        {
            SchemaShapes.CheckVector(schema, name, TextDataViewType.Instance, "Map keys to text with MapKeyToValue.", Component, nameof(schema));
        }

        foreach (string name in _numbers)
        {
            SchemaShapes.CheckVector(schema, name, NumberDataViewType.Single, "Boxes are x0 y0 x1 y1 one after the other, scores one a box.", Component, nameof(schema));
        }

        if (crowd is not null)
        {
            SchemaShapes.CheckVector(schema, crowd, BooleanDataViewType.Instance, "It says of each object whether it is a crowd.", Component, nameof(schema));
        }
    }

    /// <summary>One image a row.</summary>
    public IEnumerable<DetectionImage> Read(IDataView data)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(_text.Concat(_numbers).Concat(crowd is null ? [] : [crowd]).Distinct().Select(name => data.Schema[name]));
        Func<ReadOnlyMemory<char>[]> labels = Reader<ReadOnlyMemory<char>>(cursor, label);
        Func<ReadOnlyMemory<char>[]> predictedLabels = Reader<ReadOnlyMemory<char>>(cursor, predictedLabel);
        Func<float[]> corners = Reader<float>(cursor, boxes);
        Func<float[]> predictedCorners = Reader<float>(cursor, predictedBoxes);
        Func<float[]> scores = Reader<float>(cursor, score);
        Func<bool[]>? crowds = crowd is null ? null : Reader<bool>(cursor, crowd);
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char>[] names = labels();
            ReadOnlyMemory<char>[] found = predictedLabels();
            float[] sure = scores();
            DetectionBox[] truth = Boxes(corners(), boxes, names.Length, label, cursor.Position);
            DetectionBox[] predicted = Boxes(predictedCorners(), predictedBoxes, found.Length, predictedLabel, cursor.Position);
            bool[] groups = crowds?.Invoke() ?? new bool[names.Length];
            RequireEqual(sure.Length, score, found.Length, predictedLabel, cursor.Position);
            RequireEqual(groups.Length, crowd, names.Length, label, cursor.Position);

            int bad = Array.FindIndex(sure, float.IsNaN);
            if (bad >= 0)
            {
                throw new InvalidDataException($"Row {cursor.Position}: '{score}' is not a number for detection {bad}.");
            }

            yield return new DetectionImage(
                [.. truth.Select((box, i) => new GroundTruthBox(names[i].ToString(), box, groups[i]))],
                [.. predicted.Select((box, i) => new DetectedBox(found[i].ToString(), box, sure[i]))]);
        }
    }

    private static void RequireEqual(int count, string? column, int labels, string labelColumn, long row)
    {
        if (count != labels)
        {
            throw new InvalidDataException($"Row {row}: '{column}' has {count} values and '{labelColumn}' {labels}; both need one of each.");
        }
    }

    private static DetectionBox[] Boxes(float[] corners, string column, int count, string labels, long row)
    {
        if (corners.Length != count * Corners)
        {
            throw new InvalidDataException($"Row {row}: '{column}' has {corners.Length} values and '{labels}' {count}; each object needs four, x0 y0 x1 y1.");
        }

        var boxes = new DetectionBox[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> box = corners.AsSpan(i * Corners, Corners);
            if (!(float.IsFinite(box[0] + box[1] + box[2] + box[3]) && box[2] >= box[0] && box[3] >= box[1]))
            {
                throw new InvalidDataException(
                    $"Row {row}: box {i} of '{column}' is ({string.Join(", ", box.ToArray())}); its corners are x0 y0 x1 y1 with x0 ≤ x1 and y0 ≤ y1.");
            }

            boxes[i] = new(box[0], box[1], box[2], box[3]);
        }

        return boxes;
    }

    private static Func<T[]> Reader<T>(DataViewRow row, string column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(row.Schema[column]);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            return [.. buffer.DenseValues()];
        };
    }
}
