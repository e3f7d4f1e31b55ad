using Microsoft.ML.Runtime;

[assembly: ModelLoader(Microsoft.ML.Data.ColumnConcatenatingTransformer.Signature, typeof(Microsoft.ML.Data.ColumnConcatenatingTransformer))]

namespace Microsoft.ML.Data;

/// <summary>Adds the vector of the values of other columns.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string Signature = "ConcatTransform";
    private const int Version = 1;
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(IHost host, string output, string[] inputs)
        : base(host)
    {
        _output = output;
        _inputs = inputs;
    }

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckVersion(Version);
        string output = context.Reader.ReadString();
        string[] inputs = new string[context.Reader.ReadInt32()];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = context.Reader.ReadString();
        }

        return new ColumnConcatenatingTransformer(environment.Register(Signature), output, inputs);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(Signature, typeof(ColumnConcatenatingTransformer), Version);
        ctx.Writer.Write(_output);
        ctx.Writer.Write(_inputs.Length);
        foreach (string input in _inputs)
        {
            ctx.Writer.Write(input);
        }
    }

    private sealed class Mapper : RowMapper
    {
        private readonly string _output;
        private readonly DataViewSchema.Column[] _inputs;
        private readonly PrimitiveDataViewType _itemType;

        public Mapper(ColumnConcatenatingTransformer owner, DataViewSchema schema)
            : base(schema)
        {
            _output = owner._output;
            _inputs = [.. owner._inputs.Select(name => schema.Require(name))];
            _itemType = ItemTypeOf(_inputs[0].Type) ?? throw Errors.WrongType(_inputs[0].Name, "a number, text or a vector of them", _inputs[0].Type.ToString());
            foreach (DataViewSchema.Column column in _inputs)
            {
                if (!_itemType.Equals(ItemTypeOf(column.Type)))
                {
                    throw Errors.WrongType(column.Name, $"{_itemType} or Vector<{_itemType}>", column.Type.ToString());
                }
            }
        }

        public override DataViewSchema.DetachedColumn[] MakeColumns()
        {
            if (_inputs is [{ Type: VectorDataViewType } only])
            {
                return [new(_output, only.Type, only.Annotations)];
            }

            bool known = _inputs.All(c => c.Type is not VectorDataViewType vector || vector.IsKnownSize);
            int size = known ? _inputs.Sum(c => c.Type is VectorDataViewType vector ? vector.Size : 1) : 0;
            return [new(_output, new VectorDataViewType(_itemType, size))];
        }

        public override IEnumerable<int> InputsOf(bool[] active) => active[0] ? _inputs.Select(c => c.Index) : [];

        public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out Action disposer)
        {
            disposer = null;
            if (!active[0])
            {
                return [null];
            }

            return [_inputs is [{ Type: VectorDataViewType } only]
                ? ColumnGetters.Of(input, only)
                : GenericCall.Invoke<Delegate>(typeof(ConcatenatingGetter), nameof(ConcatenatingGetter.Over), [_itemType.RawType], input, _inputs)];
        }

        private static PrimitiveDataViewType ItemTypeOf(DataViewType type) => type as PrimitiveDataViewType ?? (type as VectorDataViewType)?.ItemType;
    }
}

/// <summary>Reads the values of several columns into one dense vector.</summary>
internal static class ConcatenatingGetter
{
    public static ValueGetter<VBuffer<TItem>> Over<TItem>(DataViewRow row, DataViewSchema.Column[] columns)
    {
        ValueGetter<VBuffer<TItem>>[] getters = [.. columns.Select(c => AsVector<TItem>(row, c))];
        var parts = new VBuffer<TItem>[columns.Length];
        return (ref VBuffer<TItem> value) =>
        {
            int length = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                getters[i](ref parts[i]);
                length += parts[i].Length;
            }

            VBufferEditor<TItem> editor = VBufferEditor.Create(ref value, length);
            int start = 0;
            foreach (VBuffer<TItem> part in parts)
            {
                part.CopyTo(editor.Values, start);
                start += part.Length;
            }

            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<TItem>> AsVector<TItem>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
        {
            return row.GetGetter<VBuffer<TItem>>(column);
        }

        ValueGetter<TItem> getter = row.GetGetter<TItem>(column);
        return (ref VBuffer<TItem> value) =>
        {
            VBufferEditor<TItem> editor = VBufferEditor.Create(ref value, 1);
            getter(ref editor.Values[0]);
            value = editor.Commit();
        };
    }
}
