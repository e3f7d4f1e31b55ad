using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.StandIns.Tests.Trees;

/// <summary>A row to learn from: five features, of which two matter.</summary>
public sealed class TreeRow
{
    [VectorType(Length)]
    public float[] Features { get; set; } = new float[Length];

    public float Label { get; set; }

    public bool Flag { get; set; }

    public float Weight { get; set; } = 1;

    public const int Length = 5;
}

public sealed class TreeScore
{
    public float Score { get; set; }
}

public sealed class TreeDecision
{
    public bool PredictedLabel { get; set; }

    public float Score { get; set; }

    public float Probability { get; set; }
}

/// <summary>Functions of the features 1 and 3; the others are noise.</summary>
public static class TreeData
{
    public static float Additive(float[] x) => (3 * x[1]) + MathF.Sin(5 * x[3]);

    public static float Xor(float[] x) => (x[1] > 0.4f) != (x[3] > 0.6f) ? 1 : 0;

    public static TreeRow[] Rows(Func<float[], float> function, int count = 1200, int seed = 11)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, TreeRow.Length).Select(_ => random.NextSingle())];
            float y = function(x);
            return new TreeRow { Features = x, Label = y, Flag = y > 0.5f };
        })];
    }

    public static IDataView View(this MLContext ml, TreeRow[] rows) => ml.Data.LoadFromEnumerable(rows);
}
