using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The rows to learn from, in memory, feature by feature. Rows with a missing feature, label or weight are left out, and said.</summary>
internal sealed class TrainingRows
{
    private TrainingRows(float[][] columns, float[] labels, float[] weights)
    {
        Columns = columns;
        Labels = labels;
        Weights = weights;
    }

    public float[][] Columns { get; }

    public float[] Labels { get; }

    public float[] Weights { get; }

    public int Count => Labels.Length;

    public int FeatureCount => Columns.Length;

    public static TrainingRows Read(IDataView data, TreeOptions options, IChannel channel)
    {
        DataViewSchema.Column feature = data.Schema[options.FeatureColumnName], label = data.Schema[options.LabelColumnName];
        List<DataViewSchema.Column> needed = [feature, label];
        if (options.ExampleWeightColumnName is string weightName)
        {
            needed.Add(data.Schema[weightName]);
        }

        using DataViewRowCursor cursor = data.GetRowCursor(needed);
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(feature);
        Func<float> labels = Number(cursor, label), weights = needed.Count == 3 ? Number(cursor, needed[2]) : () => 1;
        int width = ((VectorDataViewType)feature.Type).Size;
        List<float[]> rows = [];
        List<float> rowLabels = [], rowWeights = [];
        VBuffer<float> buffer = default;
        long missing = 0, unlabelled = 0;
        while (cursor.MoveNext())
        {
            features(ref buffer);
            float l = labels(), w = weights();
            float[] row = new float[width];
            buffer.CopyTo(row);
            if (Array.Exists(row, v => !float.IsFinite(v)))
            {
                missing++;
            }
            else if (!float.IsFinite(l) || !float.IsFinite(w))
            {
                unlabelled++;
            }
            else
            {
                rows.Add(row);
                rowLabels.Add(l);
                rowWeights.Add(w);
            }
        }

        Say(channel, missing, "features");
        Say(channel, unlabelled, "label or weight");
        if (rows.Count == 0)
        {
            throw new InvalidOperationException(missing > 0
                ? $"All instances skipped due to missing features in column '{feature.Name}'. Replace missing values first."
                : "There are no rows to train on.");
        }

        return new TrainingRows([.. Enumerable.Range(0, width).Select(f => rows.Select(r => r[f]).ToArray())], [.. rowLabels], [.. rowWeights]);
    }

    private static void Say(IChannel channel, long count, string what)
    {
        if (count > 0)
        {
            channel.Warning(MessageSensitivity.None, "Skipped {0} instances with missing {1} during training", count, what);
        }
    }

    private static Func<float> Number(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type == BooleanDataViewType.Instance)
        {
            ValueGetter<bool> flag = row.GetGetter<bool>(column);
            bool b = false;
            return () =>
            {
                flag(ref b);
                return b ? 1 : 0;
            };
        }

        ValueGetter<float> number = row.GetGetter<float>(column);
        float n = 0;
        return () =>
        {
            number(ref n);
            return n;
        };
    }
}
