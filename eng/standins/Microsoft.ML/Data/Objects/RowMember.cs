using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>A public field or property of a row class.</summary>
internal sealed class RowMember
{
    private readonly MemberInfo _member;
    private Delegate _reader;
    private Delegate _writer;

    private RowMember(MemberInfo member, Type type)
    {
        _member = member;
        Type = type;
        bool isVBuffer = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>);
        IsVector = type.IsArray || isVBuffer;
        ItemType = type.IsArray ? type.GetElementType() : isVBuffer ? type.GetGenericArguments()[0] : type;
    }

    public string Name => _member.Name;

    public Type Type { get; }

    public bool IsVector { get; }

    /// <summary>The type itself, or that of the items of an array or <see cref="VBuffer{T}"/>.</summary>
    public Type ItemType { get; }

    public string DefaultColumnName => _member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? Name;

    /// <summary>The members that can be columns: first the fields, then the properties.</summary>
    public static IEnumerable<RowMember> All(Type type, SchemaDefinition.Direction direction)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        bool reads = direction.HasFlag(SchemaDefinition.Direction.Read);
        bool writes = direction.HasFlag(SchemaDefinition.Direction.Write);
        IEnumerable<RowMember> fields = type.GetFields(Public)
            .Where(f => reads || !f.IsInitOnly)
            .Select(f => new RowMember(f, f.FieldType));
        IEnumerable<RowMember> properties = type.GetProperties(Public)
            .Where(p => p.GetIndexParameters().Length == 0 && ((reads && p.GetGetMethod() is not null) || (writes && p.GetSetMethod() is not null)))
            .Select(p => new RowMember(p, p.PropertyType));
        return fields.Concat(properties).Where(m => !m._member.IsDefined(typeof(NoColumnAttribute)));
    }

    /// <summary>The column type that attributes and the .NET type give.</summary>
    public DataViewType DefaultColumnType()
    {
        if (_member.GetCustomAttribute<DataViewTypeAttribute>() is DataViewTypeAttribute mark)
        {
            mark.Register();
            return DataViewTypeManager.TypeOf(Type, mark) ?? throw Unknown($"{mark.GetType().Name} did not register a type for it.");
        }

        PrimitiveDataViewType item = BuiltInTypes.Of(ItemType);
        if (item is null)
        {
            return DataViewTypeManager.TypeOf(Type, null)
                ?? throw Unknown("Register its type with DataViewTypeManager.Register, or put [NoColumn] on it.");
        }

        if (_member.GetCustomAttribute<KeyTypeAttribute>() is KeyTypeAttribute key)
        {
            item = KeyDataViewType.IsValidDataType(ItemType)
                ? new KeyDataViewType(ItemType, key.Count ?? KeyDataViewType.Largest(ItemType))
                : throw Unknown("[KeyType] needs an unsigned number.");
        }

        ImmutableArray<int>? dimensions = _member.GetCustomAttribute<VectorTypeAttribute>()?.Dimensions?.ToImmutableArray();
        if (!IsVector)
        {
            return dimensions is null ? item : throw Unknown("[VectorType] needs an array or a VBuffer.");
        }

        return dimensions is { IsEmpty: false } given ? new VectorDataViewType(item, given) : new VectorDataViewType(item);
    }

    /// <summary>Refuses a column type that the member's values cannot be values of.</summary>
    public void CheckType(DataViewType type)
    {
        VectorDataViewType vector = type as VectorDataViewType;
        bool fits = IsVector
            ? vector?.ItemType.RawType == BuiltInTypes.RawOf(ItemType)
            : vector is null && type.RawType == BuiltInTypes.RawOf(Type);
        if (!fits)
        {
            throw new ArgumentOutOfRangeException("schemaDefinition", $"Member '{Name}' of type {Type} cannot be a column of type {type}.");
        }
    }

    /// <summary>Whether a column can be read into the member: item types agree; lengths are not looked at.</summary>
    public bool Accepts(DataViewType type)
    {
        if (IsVector)
        {
            return type is VectorDataViewType vector && vector.ItemType.RawType == BuiltInTypes.RawOf(ItemType);
        }

        return type is not VectorDataViewType && type.RawType == BuiltInTypes.RawOf(Type);
    }

    /// <summary>Reads the member of a row object; compiled once.</summary>
    public Func<TRow, TValue> Reader<TRow, TValue>() => (Func<TRow, TValue>)(_reader ??= CompileReader<TRow, TValue>());

    /// <summary>Writes the member of a row object; compiled once.</summary>
    public Action<TRow, TValue> Writer<TRow, TValue>() => (Action<TRow, TValue>)(_writer ??= CompileWriter<TRow, TValue>());

    private Func<TRow, TValue> CompileReader<TRow, TValue>()
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, _member), row).Compile();
    }

    private Action<TRow, TValue> CompileWriter<TRow, TValue>()
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        ParameterExpression value = Expression.Parameter(typeof(TValue));
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Expression.MakeMemberAccess(row, _member), value), row, value).Compile();
    }

    private ArgumentOutOfRangeException Unknown(string what) =>
        new("userType", $"Could not determine a column type for member '{Name}' of type {Type} in {_member.DeclaringType}. {what}");
}
