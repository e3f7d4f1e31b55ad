using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// The rows whose random number lies in a range, or those whose does not. The number comes from the seed and the row's
/// place, or from the seed and the value of a key column, so every reading gives the same rows.
/// </summary>
internal sealed class SplitView(IDataView source, int seed, string keyColumn, double lower, double upper, bool inside) : RowFilterView(source)
{
    private readonly DataViewSchema.Column? _key = keyColumn is null ? null : source.Schema.Require(keyColumn);

    /// <summary>Which rows they are depends on their places, unless a key column decides.</summary>
    public override bool CanShuffle => _key is not null && Source.CanShuffle;

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        IEnumerable<DataViewSchema.Column> needed = _key is DataViewSchema.Column key ? columnsNeeded.Append(key).DistinctBy(c => c.Index) : columnsNeeded;
        DataViewRowCursor cursor = Source.GetRowCursor(needed, CanShuffle ? rand : null);
        Func<ulong> identity = _key is DataViewSchema.Column column ? KeyHash(cursor, column) : Place();
        return new ConditionCursor(cursor, columnsNeeded, () => (Number(identity()) is double u && u >= lower && u < upper) == inside);
    }

    private static Func<ulong> Place()
    {
        ulong place = 0;
        return () => place++;
    }

    private static Func<ulong> KeyHash(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not PrimitiveDataViewType)
        {
            throw Errors.WrongType(column.Name, "a number, key or text", column.Type.ToString());
        }

        Func<object> read = ColumnGetters.Boxed(row, column);
        return () =>
        {
            ulong hash = 14695981039346656037;
            foreach (char c in Convert.ToString(read(), System.Globalization.CultureInfo.InvariantCulture))
            {
                hash = (hash ^ c) * 1099511628211;
            }

            return hash;
        };
    }

    /// <summary>A number in [0, 1), evenly spread over identities and seeds (the finalizer of SplitMix64, twice).</summary>
    private double Number(ulong identity) => (Mix(Mix((ulong)(uint)seed) + identity) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
