namespace Microsoft.ML.Data;

/// <summary>Adds a score, and what is derived from it: each row is scored once, however many of its columns are read.</summary>
internal sealed class ScoreMapper(
    DataViewSchema schema, DataViewSchema.Column feature, IScoringModel model, params (DataViewSchema.DetachedColumn Column, Func<Func<float>, Delegate> Getter)[] added)
    : RowMapper(schema)
{
    public override DataViewSchema.DetachedColumn[] MakeColumns() => [.. added.Select(a => a.Column)];

    public override IEnumerable<int> InputsOf(bool[] active) => active.Contains(true) ? [feature.Index] : [];

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer)
    {
        disposer = null;
        if (!active.Contains(true))
        {
            return new Delegate[added.Length];
        }

        Func<float> score = ScoreOf(input);
        return [.. added.Select((a, i) => active[i] ? a.Getter(score) : null)];
    }

    private Func<float> ScoreOf(DataViewRow input)
    {
        ValueGetter<VBuffer<float>> getter = input.GetGetter<VBuffer<float>>(feature);
        VBuffer<float> features = default;
        float[] dense = new float[model.FeatureCount];
        long position = -1;
        float score = 0;
        return () =>
        {
            // A row of an engine stands at one place for ever, with other values each time.
            if (input is not DataViewRowCursor || position != input.Position || position < 0)
            {
                getter(ref features);
                features.CopyTo(dense);
                score = model.Score(dense);
                position = input.Position;
            }

            return score;
        };
    }
}
