namespace Microsoft.ML.Data;

/// <summary>Which column types stand for .NET types that are none of the built-in ones; one table for the process.</summary>
public static class DataViewTypeManager
{
    private static readonly Lock Guard = new();
    private static readonly Dictionary<(Type Type, DataViewTypeAttribute Attribute), DataViewType> ByMember = [];
    private static readonly Dictionary<DataViewType, (Type Type, DataViewTypeAttribute Attribute)> ByColumn = [];

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        ArgumentNullException.ThrowIfNull(dataViewType);
        ArgumentNullException.ThrowIfNull(type);
        if (BuiltInTypes.Of(type) is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(type), $"{type} is a built-in column type and cannot be registered anew.");
        }

        (Type, DataViewTypeAttribute) member = (type, typeAttribute);
        lock (Guard)
        {
            if (ByMember.TryGetValue(member, out DataViewType column) && !column.Equals(dataViewType))
            {
                throw new ArgumentOutOfRangeException(nameof(type), $"{type} is already registered as {column}; it cannot be {dataViewType} too.");
            }

            if (ByColumn.TryGetValue(dataViewType, out (Type Type, DataViewTypeAttribute) known) && !known.Equals(member))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(dataViewType), $"{dataViewType} already stands for {known.Type} with another attribute or none; it cannot stand for two.");
            }

            ByMember.TryAdd(member, dataViewType);
            ByColumn.TryAdd(dataViewType, member);
        }
    }

    /// <summary>The column type of a member, or null when it was never registered.</summary>
    internal static DataViewType TypeOf(Type type, DataViewTypeAttribute attribute)
    {
        lock (Guard)
        {
            return ByMember.GetValueOrDefault((type, attribute));
        }
    }

    /// <summary>Whether columns of a type can be read into members.</summary>
    internal static bool Knows(DataViewType type)
    {
        lock (Guard)
        {
            return ByColumn.ContainsKey(type);
        }
    }
}

/// <summary>The column types of .NET's primitive types.</summary>
internal static class BuiltInTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> ByType = new(
        NumberDataViewType.All.Select(n => KeyValuePair.Create<Type, PrimitiveDataViewType>(n.RawType, n)))
    {
        [typeof(bool)] = BooleanDataViewType.Instance,
        [typeof(string)] = TextDataViewType.Instance,
        [typeof(ReadOnlyMemory<char>)] = TextDataViewType.Instance,
        [typeof(DateTime)] = DateTimeDataViewType.Instance,
        [typeof(DateTimeOffset)] = DateTimeOffsetDataViewType.Instance,
        [typeof(TimeSpan)] = TimeSpanDataViewType.Instance,
        [typeof(DataViewRowId)] = RowIdDataViewType.Instance,
    };

    public static IEnumerable<PrimitiveDataViewType> All => ByType.Values.Distinct();

    /// <summary>The column type, or null when the type is none of them.</summary>
    public static PrimitiveDataViewType Of(Type type) => ByType.GetValueOrDefault(type);

    /// <summary>The type that getters write for a member of a type: text for strings, the type itself otherwise.</summary>
    public static Type RawOf(Type type) => type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type;
}
