using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>How the members of a row class become columns; a copy that can be changed before it is used.</summary>
public sealed class SchemaDefinition : List<SchemaDefinition.Column>
{
    private SchemaDefinition()
    {
    }

    /// <summary>Whether members are read, written or both.</summary>
    [Flags]
    public enum Direction
    {
        Read = 1,
        Write = 2,
        Both = Read | Write,
    }

    public Column this[string columnName]
    {
        get => Find(c => c.ColumnName == columnName) ?? throw NoColumn(columnName);
        set
        {
            int index = FindIndex(c => c.ColumnName == columnName);
            this[index >= 0 ? index : throw NoColumn(columnName)] = value;
        }
    }

    public static SchemaDefinition Create(Type userType, Direction direction = Direction.Both)
    {
        ArgumentNullException.ThrowIfNull(userType);
        SchemaDefinition definition = [];
        definition.AddRange(RowMember.All(userType, direction).Select(m => new Column(m.Name, m.DefaultColumnName, m.DefaultColumnType())));
        if (definition.CountBy(c => c.ColumnName).FirstOrDefault(c => c.Value > 1).Key is string twice)
        {
            throw new ArgumentOutOfRangeException(nameof(userType), $"{userType} has two members for column '{twice}'. Rename one with [ColumnName].");
        }

        return definition;
    }

    private static ArgumentOutOfRangeException NoColumn(string name) =>
        new(nameof(name), $"The schema definition has no column '{name}'.");

    /// <summary>One member and its column.</summary>
    public sealed class Column
    {
        internal Column(string memberName, string columnName, DataViewType columnType)
        {
            MemberName = memberName;
            ColumnName = columnName;
            ColumnType = columnType;
        }

        public string MemberName { get; }

        public string ColumnName { get; set; }

        public DataViewType ColumnType { get; set; }
    }
}
