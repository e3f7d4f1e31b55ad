namespace Microsoft.ML.Data;

/// <summary>A row class with the columns of its members.</summary>
internal sealed class RowClass
{
    private RowClass(IReadOnlyList<(RowMember Member, string Column, DataViewType Type)> columns) => Columns = columns;

    public IReadOnlyList<(RowMember Member, string Column, DataViewType Type)> Columns { get; }

    public DataViewSchema Schema => DataViewSchema.Of(Columns.Select(c => new DataViewSchema.DetachedColumn(c.Column, c.Type)));

    /// <summary>The columns of a row class as a definition says, or as its members say by themselves.</summary>
    public static RowClass Of(Type type, SchemaDefinition.Direction direction, SchemaDefinition definition = null)
    {
        Dictionary<string, RowMember> members = RowMember.All(type, definition is null ? direction : SchemaDefinition.Direction.Both).ToDictionary(m => m.Name);
        List<(RowMember, string, DataViewType)> columns = [];
        foreach (SchemaDefinition.Column column in definition ?? SchemaDefinition.Create(type, direction))
        {
            if (!members.TryGetValue(column.MemberName, out RowMember member))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(definition), $"The schema definition names member '{column.MemberName}', which {type} has not.");
            }

            DataViewType columnType = column.ColumnType ?? member.DefaultColumnType();
            member.CheckType(columnType);
            columns.Add((member, column.ColumnName ?? member.Name, columnType));
        }

        return new RowClass(columns);
    }

    /// <summary>The definition whose columns have the types of a schema.</summary>
    public static SchemaDefinition DefinitionFor(Type type, DataViewSchema schema)
    {
        SchemaDefinition definition = SchemaDefinition.Create(type, SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema)
        {
            SchemaDefinition.Column target = definition.Find(c => c.ColumnName == column.Name) ?? throw new InvalidOperationException(
                $"The schema has a column '{column.Name}', for which {type} has no member.");
            target.ColumnType = column.Type;
        }

        return definition;
    }
}
