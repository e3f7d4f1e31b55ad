using System.IO.Compression;
using System.Text;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>
/// The input schema in a model file: names and types of the columns whose values stand alone. Columns of images and the
/// like are left out, as with the official package.
/// </summary>
internal static class SavedSchema
{
    private const string EntryName = "Schema";
    private const byte Scalar = 0;
    private const byte Key = 1;
    private const byte Vector = 2;
    private static readonly Dictionary<string, PrimitiveDataViewType> Primitives = BuiltInTypes.All.ToDictionary(t => t.ToString());

    public static void Write(ZipArchive archive, DataViewSchema schema)
    {
        DataViewSchema.Column[] columns = [.. schema.Where(c => CanWrite(c.Type))];
        if (columns.Length == 0)
        {
            throw new InvalidOperationException("No column of the input schema can be saved: all of them hold images or the like. Pass null as the input schema.");
        }

        using BinaryWriter writer = new(archive.CreateEntry(EntryName).Open(), Encoding.UTF8);
        writer.Write(columns.Length);
        foreach (DataViewSchema.Column column in columns)
        {
            writer.Write(column.Name);
            WriteType(writer, column.Type);
        }
    }

    public static DataViewSchema Read(ZipArchive archive)
    {
        if (archive.GetEntry(EntryName) is not ZipArchiveEntry entry)
        {
            return null;
        }

        using BinaryReader reader = new(entry.Open(), Encoding.UTF8);
        DataViewSchema.Builder builder = new();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            builder.AddColumn(reader.ReadString(), ReadType(reader));
        }

        return builder.ToSchema();
    }

    private static bool CanWrite(DataViewType type) =>
        type is KeyDataViewType || (type is VectorDataViewType vector ? CanWrite(vector.ItemType) : Primitives.ContainsKey(type.ToString()));

    private static void WriteType(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(Vector);
                WriteType(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                {
                    writer.Write(dimension);
                }

                break;
            case KeyDataViewType key:
                writer.Write(Key);
                writer.Write(BuiltInTypes.Of(key.RawType).ToString());
                writer.Write(key.Count);
                break;
            default:
                writer.Write(Scalar);
                writer.Write(type.ToString());
                break;
        }
    }

    private static DataViewType ReadType(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        if (kind == Vector)
        {
            var item = (PrimitiveDataViewType)ReadType(reader);
            int[] dimensions = new int[reader.ReadInt32()];
            for (int i = 0; i < dimensions.Length; i++)
            {
                dimensions[i] = reader.ReadInt32();
            }

            return new VectorDataViewType(item, dimensions);
        }

        string name = reader.ReadString();
        if (!Primitives.TryGetValue(name, out PrimitiveDataViewType type))
        {
            throw new FormatException($"The schema of the model has a column of type '{name}', which this library does not know.");
        }

        return kind == Key ? new KeyDataViewType(type.RawType, reader.ReadUInt64()) : type;
    }
}
