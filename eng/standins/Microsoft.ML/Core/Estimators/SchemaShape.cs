using System.Collections;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What an estimator knows of columns before it is fitted: name, kind and item type.</summary>
public sealed class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape Nothing = new([]);
    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The shape of the visible columns of a schema.</summary>
    internal static SchemaShape Create(DataViewSchema schema) => new(schema.Where(c => !c.IsHidden).Select(Column.Of));

    /// <summary>The column, or the error that names it.</summary>
    internal Column Require(string name)
    {
        int index = Array.FindIndex(_columns, c => c.Name == name);
        return index >= 0 ? _columns[index] : throw Errors.MissingColumn(name);
    }

    /// <summary>This shape with the given columns in place of those of their names.</summary>
    internal SchemaShape With(params Column[] added) => new(_columns.Where(c => !added.Any(a => a.Name == c.Name)).Concat(added));

    /// <summary>The shape of one column.</summary>
    public struct Column
    {
        public readonly string Name;
        public readonly VectorKind Kind;
        public readonly DataViewType ItemType;
        public readonly bool IsKey;
        public readonly SchemaShape Annotations;

        internal Column(string name, VectorKind kind, DataViewType itemType, bool isKey, SchemaShape annotations = null)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            Name = name;
            Kind = kind;
            ItemType = itemType;
            IsKey = isKey;
            Annotations = annotations ?? Nothing;
        }

        /// <summary>Whether there are one, a known or an unknown number of items.</summary>
        public enum VectorKind
        {
            Scalar = 0,
            Vector = 1,
            VariableVector = 2,
        }

        internal static Column Of(DataViewSchema.Column column) => Of(column.Name, column.Type, Create(column.Annotations.Schema));

        internal static Column Of(string name, DataViewType type, SchemaShape annotations = null)
        {
            VectorDataViewType vector = type as VectorDataViewType;
            DataViewType item = vector?.ItemType ?? type;
            VectorKind kind = vector is null ? VectorKind.Scalar : vector.IsKnownSize ? VectorKind.Vector : VectorKind.VariableVector;
            KeyDataViewType key = item as KeyDataViewType;
            return new Column(name, kind, key is null ? item : NumberDataViewType.All.Single(n => n.RawType == key.RawType), key is not null, annotations);
        }

        /// <summary>The same shape under another name.</summary>
        internal Column Named(string name) => new(name, Kind, ItemType, IsKey, Annotations);

        internal string Describe()
        {
            string item = IsKey ? $"Key<{ItemType}>" : ItemType.ToString();
            return Kind switch
            {
                VectorKind.Vector => $"Vector<{item}>",
                VectorKind.VariableVector => $"VarVector<{item}>",
                _ => item,
            };
        }
    }
}
