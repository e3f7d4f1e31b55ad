using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Fills the members of row objects from the columns of a schema.</summary>
internal sealed class ObjectWriting<TRow>
    where TRow : class
{
    private readonly List<(RowMember Member, DataViewSchema.Column Column)> _columns = [];

    /// <summary>Binds members to columns; throws where a column is missing (unless that is allowed) or does not fit.</summary>
    public ObjectWriting(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition = null)
    {
        foreach ((RowMember member, string name, _) in RowClass.Of(typeof(TRow), SchemaDefinition.Direction.Write, definition).Columns)
        {
            if (schema.GetColumnOrNull(name) is not DataViewSchema.Column column)
            {
                if (ignoreMissingColumns)
                {
                    continue;
                }

                throw Errors.MissingColumn(name);
            }

            if (!member.Accepts(column.Type))
            {
                throw new InvalidOperationException(
                    $"Can't bind column '{name}' of type {column.Type} to member '{member.Name}' of type {member.Type} in {typeof(TRow)}.");
            }

            _columns.Add((member, column));
        }
    }

    /// <summary>The columns that are read.</summary>
    public IEnumerable<DataViewSchema.Column> Columns => _columns.Select(c => c.Column);

    /// <summary>Writes the values of the current row into an object.</summary>
    public Action<TRow> Over(DataViewRow row)
    {
        Action<TRow>[] setters = [.. _columns.Select(c => ObjectWriting.Setter<TRow>(c.Member, c.Column, row))];
        return target =>
        {
            foreach (Action<TRow> setter in setters)
            {
                setter(target);
            }
        };
    }
}

/// <summary>Setters of members from getters of columns.</summary>
internal static class ObjectWriting
{
    public static Action<TRow> Setter<TRow>(RowMember member, DataViewSchema.Column column, DataViewRow row)
    {
        string method = member switch
        {
            { Type: var t } when t == typeof(string) => nameof(Text),
            { Type: var t } when t == typeof(string[]) => nameof(Texts),
            { Type.IsArray: true } => nameof(Items),
            { IsVector: true } => nameof(Vector),
            _ => nameof(Plain),
        };
        if (column.Type is not (PrimitiveDataViewType or VectorDataViewType) && !DataViewTypeManager.Knows(column.Type))
        {
            throw new NotSupportedException(
                $"Column '{column.Name}' of type {column.Type} cannot be read into member '{member.Name}': register that type with DataViewTypeManager first.");
        }

        Type[] types = method is nameof(Text) or nameof(Texts) ? [typeof(TRow)] : [typeof(TRow), member.ItemType];
        return GenericCall.Invoke<Action<TRow>>(typeof(ObjectWriting), method, types, member, column, row);
    }

    private static Action<TRow> Plain<TRow, TValue>(RowMember member, DataViewSchema.Column column, DataViewRow row)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
        Action<TRow, TValue> write = member.Writer<TRow, TValue>();
        TValue value = default;
        return target =>
        {
            getter(ref value);
            write(target, value);
        };
    }

    private static Action<TRow> Text<TRow>(RowMember member, DataViewSchema.Column column, DataViewRow row)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(column);
        Action<TRow, string> write = member.Writer<TRow, string>();
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            getter(ref value);
            write(target, value.ToString());
        };
    }

    private static Action<TRow> Texts<TRow>(RowMember member, DataViewSchema.Column column, DataViewRow row)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> getter = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        Func<TRow, string[]> read = member.Reader<TRow, string[]>();
        Action<TRow, string[]> write = member.Writer<TRow, string[]>();
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            getter(ref value);
            string[] texts = read(target);
            if (texts is null || texts.Length != value.Length)
            {
                texts = new string[value.Length];
                write(target, texts);
            }

            foreach ((int i, ReadOnlyMemory<char> text) in value.Items(all: true))
            {
                texts[i] = text.ToString();
            }
        };
    }

    /// <summary>The array that is there is filled where it has the right length; otherwise there is a new one.</summary>
    private static Action<TRow> Items<TRow, TItem>(RowMember member, DataViewSchema.Column column, DataViewRow row)
    {
        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(column);
        Func<TRow, TItem[]> read = member.Reader<TRow, TItem[]>();
        Action<TRow, TItem[]> write = member.Writer<TRow, TItem[]>();
        VBuffer<TItem> value = default;
        return target =>
        {
            getter(ref value);
            TItem[] items = read(target);
            if (items is null || items.Length != value.Length)
            {
                items = new TItem[value.Length];
                write(target, items);
            }

            value.CopyTo(items);
        };
    }

    private static Action<TRow> Vector<TRow, TItem>(RowMember member, DataViewSchema.Column column, DataViewRow row)
    {
        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(column);
        Func<TRow, VBuffer<TItem>> read = member.Reader<TRow, VBuffer<TItem>>();
        Action<TRow, VBuffer<TItem>> write = member.Writer<TRow, VBuffer<TItem>>();
        return target =>
        {
            VBuffer<TItem> value = read(target);
            getter(ref value);
            write(target, value);
        };
    }
}
