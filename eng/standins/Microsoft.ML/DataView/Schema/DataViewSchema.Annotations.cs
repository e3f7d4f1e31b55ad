using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    /// <summary>Named values that belong to a column rather than to its rows.</summary>
    public sealed class Annotations
    {
        private readonly Delegate[] _getters;

        internal Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        public static Annotations Empty { get; } = new(new DataViewSchema([]), []);

        public DataViewSchema Schema { get; }

        public ValueGetter<TValue> GetGetter<TValue>(Column column)
        {
            if ((uint)column.Index >= (uint)_getters.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(column), $"There is no annotation '{column.Name}'.");
            }

            return Getters.Cast<TValue>(_getters[column.Index], Schema[column.Index]);
        }

        public void GetValue<TValue>(string kind, ref TValue value) =>
            GetGetter<TValue>(Schema.GetColumnOrNull(kind) ?? throw new ArgumentOutOfRangeException(nameof(kind), $"There is no annotation '{kind}'."))(ref value);

        public override string ToString() => string.Join(", ", Schema.Select(c => c.Name));

        /// <summary>Collects annotations for a column.</summary>
        public sealed class Builder
        {
            private readonly List<DetachedColumn> _columns = [];
            private readonly List<Delegate> _getters = [];

            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                ArgumentNullException.ThrowIfNull(selector);
                foreach (Column column in (annotations ?? Empty).Schema.Where(c => selector(c.Name)))
                {
                    AddChecked(new DetachedColumn(column), annotations._getters[column.Index]);
                }
            }

            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null) =>
                Add(name, type, (Delegate)getter, annotations);

            public void Add(string name, DataViewType type, Delegate getter, Annotations annotations = null)
            {
                ArgumentNullException.ThrowIfNull(getter);
                if (getter.GetType() != typeof(ValueGetter<>).MakeGenericType(type.RawType))
                {
                    throw new ArgumentOutOfRangeException(nameof(getter), $"Annotation '{name}' is {type}; its getter must be a ValueGetter of {type.RawType}.");
                }

                AddChecked(new DetachedColumn(name, type, annotations), getter);
            }

            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null) =>
                Add(name, type, (ref TValue destination) => destination = value, annotations);

            public Annotations ToAnnotations() => new(new DataViewSchema(_columns), [.. _getters]);

            private void AddChecked(DetachedColumn column, Delegate getter)
            {
                _columns.Add(column);
                _getters.Add(getter);
            }
        }
    }
}
