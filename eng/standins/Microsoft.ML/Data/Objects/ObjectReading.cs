using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters over the members of the object that a row stands on.</summary>
internal static class ObjectReading
{
    /// <summary>A getter of a member's column, for the object that <paramref name="current"/> gives.</summary>
    public static Delegate Getter<TRow>(RowMember member, DataViewType column, Func<TRow> current)
    {
        if (column is KeyDataViewType key)
        {
            return GenericCall.Invoke<Delegate>(typeof(ObjectReading), nameof(Key), [typeof(TRow), member.ItemType], member, current, key.Count);
        }

        string method = member switch
        {
            { Type: var t } when t == typeof(string) => nameof(Text),
            { Type: var t } when t == typeof(string[]) => nameof(Texts),
            { Type.IsArray: true } => nameof(Items),
            { IsVector: true } => nameof(Vector),
            _ => nameof(Plain),
        };
        Type[] types = method is nameof(Text) or nameof(Texts) ? [typeof(TRow)] : [typeof(TRow), member.ItemType];
        return GenericCall.Invoke<Delegate>(typeof(ObjectReading), method, types, member, current);
    }

    private static ValueGetter<TValue> Plain<TRow, TValue>(RowMember member, Func<TRow> current)
    {
        Func<TRow, TValue> read = member.Reader<TRow, TValue>();
        return (ref TValue value) => value = read(current());
    }

    /// <summary>A key counts from zero in an object and from one in a column, where zero is the missing value.</summary>
    private static ValueGetter<TValue> Key<TRow, TValue>(RowMember member, Func<TRow> current, ulong count)
        where TValue : IUnsignedNumber<TValue>
    {
        Func<TRow, TValue> read = member.Reader<TRow, TValue>();
        return (ref TValue value) =>
        {
            TValue index = read(current());
            value = ulong.CreateTruncating(index) < count ? index + TValue.One : TValue.Zero;
        };
    }

    private static ValueGetter<ReadOnlyMemory<char>> Text<TRow>(RowMember member, Func<TRow> current)
    {
        Func<TRow, string> read = member.Reader<TRow, string>();
        return (ref ReadOnlyMemory<char> value) => value = read(current()).AsMemory();
    }

    private static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts<TRow>(RowMember member, Func<TRow> current)
    {
        Func<TRow, string[]> read = member.Reader<TRow, string[]>();
        return (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            string[] texts = read(current()) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref value, texts.Length);
            for (int i = 0; i < texts.Length; i++)
            {
                editor.Values[i] = texts[i].AsMemory();
            }

            value = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<TItem>> Items<TRow, TItem>(RowMember member, Func<TRow> current)
    {
        Func<TRow, TItem[]> read = member.Reader<TRow, TItem[]>();
        return (ref VBuffer<TItem> value) =>
        {
            TItem[] items = read(current()) ?? [];
            VBuffer<TItem>.Copy(items, 0, ref value, items.Length);
        };
    }

    private static ValueGetter<VBuffer<TItem>> Vector<TRow, TItem>(RowMember member, Func<TRow> current)
    {
        Func<TRow, VBuffer<TItem>> read = member.Reader<TRow, VBuffer<TItem>>();
        return (ref VBuffer<TItem> value) => read(current()).CopyTo(ref value);
    }
}
