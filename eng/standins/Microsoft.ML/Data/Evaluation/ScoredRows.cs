using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A label, a score, and what was decided.</summary>
internal readonly record struct ScoredDecision(bool Label, float Score, bool Predicted);

/// <summary>Reads labels and predictions side by side.</summary>
internal static class ScoredRows
{
    /// <summary>Rows with a label and a score that are numbers.</summary>
    public static List<(float Label, float Score)> Numbers(IDataView data, string label, string score)
    {
        List<(float, float)> rows = [];
        using DataViewRowCursor cursor = Open(data, (label, NumberDataViewType.Single, "label"), (score, NumberDataViewType.Single, "score"));
        ValueGetter<float> labels = cursor.GetGetter<float>(data.Schema[label]), scores = cursor.GetGetter<float>(data.Schema[score]);
        float l = 0, s = 0;
        while (cursor.MoveNext())
        {
            labels(ref l);
            scores(ref s);
            if (!float.IsNaN(l) && !float.IsNaN(s))
            {
                rows.Add((l, s));
            }
        }

        return NotEmpty(rows);
    }

    public static List<ScoredDecision> Decisions(IDataView data, string label, string score, string predicted)
    {
        List<ScoredDecision> rows = [];
        using DataViewRowCursor cursor = Open(
            data, (label, BooleanDataViewType.Instance, "label"), (score, NumberDataViewType.Single, "score"), (predicted, BooleanDataViewType.Instance, "predicted label"));
        ValueGetter<bool> labels = cursor.GetGetter<bool>(data.Schema[label]), decisions = cursor.GetGetter<bool>(data.Schema[predicted]);
        ValueGetter<float> scores = cursor.GetGetter<float>(data.Schema[score]);
        bool l = false, p = false;
        float s = 0;
        while (cursor.MoveNext())
        {
            labels(ref l);
            scores(ref s);
            decisions(ref p);
            if (!float.IsNaN(s))
            {
                rows.Add(new ScoredDecision(l, s, p));
            }
        }

        return NotEmpty(rows);
    }

    public static List<(bool Label, float Probability)> Probabilities(IDataView data, string label, string probability)
    {
        List<(bool, float)> rows = [];
        using DataViewRowCursor cursor = Open(data, (label, BooleanDataViewType.Instance, "label"), (probability, NumberDataViewType.Single, "probability"));
        ValueGetter<bool> labels = cursor.GetGetter<bool>(data.Schema[label]);
        ValueGetter<float> probabilities = cursor.GetGetter<float>(data.Schema[probability]);
        bool l = false;
        float p = 0;
        while (cursor.MoveNext())
        {
            labels(ref l);
            probabilities(ref p);
            rows.Add((l, p));
        }

        return NotEmpty(rows);
    }

    private static DataViewRowCursor Open(IDataView data, params (string Name, DataViewType Type, string Role)[] columns)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetRowCursor([.. columns.Select(c =>
        {
            DataViewSchema.Column column = data.Schema.Require(c.Name, c.Role);
            return c.Type.Equals(column.Type) ? column : throw Errors.WrongType(c.Name, c.Type.ToString(), column.Type.ToString(), c.Role, "schema");
        })]);
    }

    private static List<T> NotEmpty<T>(List<T> rows) =>
        rows.Count > 0 ? rows : throw new InvalidOperationException("There are no rows with a label and a prediction, so there is nothing to evaluate.");
}
