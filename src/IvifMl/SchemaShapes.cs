using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace IvifMl;

/// <summary>
/// Shapes of schemas, by public means: ML.NET lets nobody outside make a column of a <see cref="SchemaShape"/>,
/// but a chain hands its first estimator the shape of the data it is fitted on.
/// </summary>
internal static class SchemaShapes
{
    /// <summary>What a text column of sentences holds, for messages.</summary>
    public const string Sentences = "one sentence a row";

    private const string FilePaths = "file paths";

    /// <summary>The shape with a column added, or in the place of one of the same name.</summary>
    public static SchemaShape With(SchemaShape input, string name, DataViewType type)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(name, type);
        return new SchemaShape(input.Where(c => c.Name != name).Concat(Of(builder.ToSchema())));
    }

    /// <summary>Throws unless the shape has an image column of that name.</summary>
    public static void CheckImage(SchemaShape input, string name, string component, string parameter)
    {
        SchemaShape.Column column = Find(input, name, component, parameter);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType is not ImageDataViewType)
        {
            throw NotAnImage(name, Describe(column), component, parameter);
        }
    }

    /// <summary>Throws unless the shape has a text column of that name.</summary>
    public static void CheckText(SchemaShape input, string name, string component, string parameter, string what = FilePaths)
    {
        SchemaShape.Column column = Find(input, name, component, parameter);
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType != TextDataViewType.Instance)
        {
            throw NotText(name, Describe(column), component, parameter, what);
        }
    }

    /// <summary>Throws unless the schema has an image column of that name.</summary>
    public static void CheckImage(DataViewSchema input, string name, string component, string parameter)
    {
        DataViewSchema.Column column = input.GetColumnOrNull(name) ?? throw Missing(name, input.Select(c => c.Name), component, parameter);
        if (column.Type is not ImageDataViewType)
        {
            throw NotAnImage(name, column.Type.ToString()!, component, parameter);
        }
    }

    /// <summary>Throws unless the schema has a text column of that name.</summary>
    public static void CheckText(DataViewSchema input, string name, string component, string parameter, string what = FilePaths)
    {
        DataViewSchema.Column column = input.GetColumnOrNull(name) ?? throw Missing(name, input.Select(c => c.Name), component, parameter);
        if (column.Type != TextDataViewType.Instance)
        {
            throw NotText(name, column.Type.ToString()!, component, parameter, what);
        }
    }

    /// <summary>Throws unless the schema has a vector column of that name and item type.</summary>
    public static void CheckVector(DataViewSchema input, string name, PrimitiveDataViewType itemType, string advice, string component, string parameter)
    {
        DataViewSchema.Column column = input.GetColumnOrNull(name) ?? throw Missing(name, input.Select(c => c.Name), component, parameter);
        if (column.Type is not VectorDataViewType vector || !vector.ItemType.Equals(itemType))
        {
            throw new ArgumentOutOfRangeException(parameter, $"Column '{name}' is {column.Type}; {component} needs a vector of {itemType}. {advice}");
        }
    }

    private static SchemaShape.Column Find(SchemaShape input, string name, string component, string parameter)
    {
        foreach (SchemaShape.Column column in input)
        {
            if (column.Name == name)
            {
                return column;
            }
        }

        throw Missing(name, input.Select(c => c.Name), component, parameter);
    }

    private static string Describe(SchemaShape.Column column) =>
        column.Kind == SchemaShape.Column.VectorKind.Scalar ? $"{column.ItemType}" : $"Vector<{column.ItemType}>";

    private static ArgumentOutOfRangeException Missing(string name, IEnumerable<string> present, string component, string parameter) =>
        new(parameter, $"{component} needs a column '{name}'; the data has {string.Join(", ", present.Distinct().Select(n => $"'{n}'"))}.");

    private static ArgumentOutOfRangeException NotAnImage(string name, string type, string component, string parameter) =>
        new(parameter, $"Column '{name}' is {type}; {component} needs an image column. Load it with LoadThermalImages or LoadImages.");

    private static ArgumentOutOfRangeException NotText(string name, string type, string component, string parameter, string what) =>
        new(parameter, $"Column '{name}' is {type}; {component} needs a text column that holds {what}.");

    private static SchemaShape Of(DataViewSchema schema)
    {
        var looking = new Looking();
        new EstimatorChain<ITransformer>().Append(looking).Fit(new EmptyView(schema));
        return looking.Seen!;
    }

    private sealed class Looking : IEstimator<ITransformer>
    {
        public SchemaShape? Seen { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;
    }

    private sealed class EmptyView(DataViewSchema schema) : IDataView
    {
        public DataViewSchema Schema => schema;

        public bool CanShuffle => false;

        public long? GetRowCount() => 0;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            throw new InvalidOperationException("This view has a schema and no rows.");

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
            throw new InvalidOperationException("This view has a schema and no rows.");
    }
}
