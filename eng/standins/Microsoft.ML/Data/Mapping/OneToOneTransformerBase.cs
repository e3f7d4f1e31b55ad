using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that computes each added column from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IHost host, (string Output, string Input)[] columns)
        : base(host)
    {
        foreach ((string output, string input) in columns)
        {
            ArgumentException.ThrowIfNullOrEmpty(output);
            ArgumentException.ThrowIfNullOrEmpty(input);
        }

        Columns = columns;
    }

    /// <summary>Names of added columns and of those they come from.</summary>
    private protected (string Output, string Input)[] Columns { get; }

    private protected sealed override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    /// <summary>The added column; throws <see cref="Errors.WrongType"/> where the input has a type that does not fit.</summary>
    private protected abstract DataViewSchema.DetachedColumn MakeColumn(int pair, DataViewSchema.Column input);

    /// <summary>A getter of the added column over a row that moves.</summary>
    private protected abstract Delegate MakeGetter(int pair, DataViewRow row, DataViewSchema.Column input, out Action disposer);

    /// <summary>Writes the column names, for <see cref="ReadColumns"/> to read.</summary>
    private protected void WriteColumns(BinaryWriter writer)
    {
        writer.Write(Columns.Length);
        foreach ((string output, string input) in Columns)
        {
            writer.Write(output);
            writer.Write(input);
        }
    }

    private protected static (string Output, string Input)[] ReadColumns(BinaryReader reader)
    {
        var columns = new (string, string)[reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = (reader.ReadString(), reader.ReadString());
        }

        return columns;
    }

    private sealed class Mapper(OneToOneTransformerBase owner, DataViewSchema schema) : RowMapper(schema)
    {
        private readonly DataViewSchema.Column[] _inputs = [.. owner.Columns.Select(c => schema.Require(c.Input))];

        public override DataViewSchema.DetachedColumn[] MakeColumns() => [.. _inputs.Select((input, pair) => owner.MakeColumn(pair, input))];

        public override IEnumerable<int> InputsOf(bool[] active) => _inputs.Where((_, pair) => active[pair]).Select(c => c.Index);

        public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer)
        {
            Delegate[] getters = new Delegate[_inputs.Length];
            Action all = null;
            for (int pair = 0; pair < getters.Length; pair++)
            {
                if (active[pair])
                {
                    getters[pair] = owner.MakeGetter(pair, input, _inputs[pair], out Action one);
                    all += one;
                }
            }

            disposer = all;
            return getters;
        }
    }
}
