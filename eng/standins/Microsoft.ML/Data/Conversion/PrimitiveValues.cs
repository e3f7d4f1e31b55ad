using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Values of the built-in column types as bytes of a model file.</summary>
internal static class PrimitiveValues
{
    private static readonly Dictionary<string, Type> ByName = BuiltInTypes.All.ToDictionary(t => t.ToString(), t => t.RawType);

    private static readonly Dictionary<Type, (Action<BinaryWriter, object> Write, Func<BinaryReader, object> Read)> Codecs = new()
    {
        [typeof(sbyte)] = ((w, v) => w.Write((sbyte)v), r => r.ReadSByte()),
        [typeof(byte)] = ((w, v) => w.Write((byte)v), r => r.ReadByte()),
        [typeof(short)] = ((w, v) => w.Write((short)v), r => r.ReadInt16()),
        [typeof(ushort)] = ((w, v) => w.Write((ushort)v), r => r.ReadUInt16()),
        [typeof(int)] = ((w, v) => w.Write((int)v), r => r.ReadInt32()),
        [typeof(uint)] = ((w, v) => w.Write((uint)v), r => r.ReadUInt32()),
        [typeof(long)] = ((w, v) => w.Write((long)v), r => r.ReadInt64()),
        [typeof(ulong)] = ((w, v) => w.Write((ulong)v), r => r.ReadUInt64()),
        [typeof(float)] = ((w, v) => w.Write((float)v), r => r.ReadSingle()),
        [typeof(double)] = ((w, v) => w.Write((double)v), r => r.ReadDouble()),
        [typeof(bool)] = ((w, v) => w.Write((bool)v), r => r.ReadBoolean()),
        [typeof(ReadOnlyMemory<char>)] = ((w, v) => w.Write(v.ToString()), r => r.ReadString().AsMemory()),
        [typeof(DateTime)] = ((w, v) => w.Write(((DateTime)v).Ticks), r => new DateTime(r.ReadInt64())),
        [typeof(TimeSpan)] = ((w, v) => w.Write(((TimeSpan)v).Ticks), r => new TimeSpan(r.ReadInt64())),
        [typeof(DateTimeOffset)] = (WriteOffset, r => new DateTimeOffset(r.ReadInt64(), new TimeSpan(r.ReadInt64()))),
        [typeof(DataViewRowId)] = (WriteRowId, r => new DataViewRowId(r.ReadUInt64(), r.ReadUInt64())),
    };

    public static void WriteType(BinaryWriter writer, Type raw) => writer.Write(BuiltInTypes.Of(raw).ToString());

    public static Type ReadType(BinaryReader reader)
    {
        string name = reader.ReadString();
        return ByName.GetValueOrDefault(name) ?? throw new FormatException($"The model has values of type '{name}', which this library does not know.");
    }

    public static void Write<T>(BinaryWriter writer, T[] values)
    {
        // Whole files travel as bytes, so those go in one piece.
        if (values is byte[] bytes && typeof(T) == typeof(byte))
        {
            writer.Write(bytes);
            return;
        }

        Action<BinaryWriter, object> write = Codecs[typeof(T)].Write;
        foreach (T value in values)
        {
            write(writer, value);
        }
    }

    public static T[] Read<T>(BinaryReader reader, int count)
    {
        if (typeof(T) == typeof(byte))
        {
            byte[] bytes = reader.ReadBytes(count);
            return bytes.Length == count ? (T[])(object)bytes : throw new EndOfStreamException($"The model ends {count - bytes.Length} bytes too early; it is damaged.");
        }

        Func<BinaryReader, object> read = Codecs[typeof(T)].Read;
        T[] values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (T)read(reader);
        }

        return values;
    }

    private static void WriteOffset(BinaryWriter writer, object value)
    {
        var time = (DateTimeOffset)value;
        writer.Write(time.Ticks);
        writer.Write(time.Offset.Ticks);
    }

    private static void WriteRowId(BinaryWriter writer, object value)
    {
        var id = (DataViewRowId)value;
        writer.Write(id.Low);
        writer.Write(id.High);
    }
}
