using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl.Tests.Embedding;

/// <summary>Reads vector columns.</summary>
internal static class Vectors
{
    /// <summary>All values as text that shows every bit.</summary>
    public static Func<string> AsText(DataViewRow row, string column)
    {
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(row.Schema[column]);
        VBuffer<float> vector = default;
        return () =>
        {
            getter(ref vector);
            return string.Join(' ', vector.DenseValues().Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        };
    }

    public static float[][] Of(IDataView data, string column) => [.. data.GetColumn<float[]>(column)];

    public static double Length(this float[] vector) => Math.Sqrt(vector.Sum(v => (double)v * v));

    public static double Product(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
