using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace IvifMl.Training;

/// <summary>One named tensor of a weight file as managed data; torch is not needed to hold or read it.</summary>
public sealed class WeightTensor
{
    private readonly long[] _shape;
    private readonly byte[] _bytes;

    /// <summary>Takes over the shape and the bytes.</summary>
    /// <param name="name">The dotted name, such as <c>visual.conv1.weight</c>.</param>
    /// <param name="type">The element type.</param>
    /// <param name="shape">Sizes; empty for a scalar.</param>
    /// <param name="bytes">Row-major little-endian elements.</param>
    /// <exception cref="ArgumentException">The bytes are not as many as type and shape need.</exception>
    public WeightTensor(string name, WeightType type, long[] shape, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (type.BytesOf(shape) != bytes.LongLength)
        {
            throw new ArgumentException($"Tensor '{name}' of {type} [{string.Join(", ", shape)}] cannot have {bytes.LongLength} bytes.", nameof(bytes));
        }

        Name = name;
        Type = type;
        _shape = shape;
        _bytes = bytes;
    }

    /// <summary>A 32-bit float tensor.</summary>
    /// <param name="name">The dotted name.</param>
    /// <param name="shape">Sizes; empty for a scalar.</param>
    /// <param name="values">Row-major values, as many as the shape holds.</param>
    public static WeightTensor FromSingles(string name, long[] shape, ReadOnlySpan<float> values) =>
        new(name, WeightType.Float32, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The dotted name.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public WeightType Type { get; }

    /// <summary>Sizes; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>Row-major little-endian elements.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The number of elements.</summary>
    public int Length => _bytes.Length / Type.Size();

    /// <summary>The elements as 32-bit floats; 64-bit values are rounded.</summary>
    public float[] ToSingles()
    {
        float[] values = new float[Length];
        switch (Type)
        {
            case WeightType.Float32:
                Bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
                break;
            case WeightType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(Bytes), values);
                break;
            case WeightType.BFloat16:
                ReadOnlySpan<ushort> upper = MemoryMarshal.Cast<byte, ushort>(Bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                }

                break;
            case WeightType.Float64:
                Convert<double>(values);
                break;
            case WeightType.Int8:
                Convert<sbyte>(values);
                break;
            case WeightType.Int16:
                Convert<short>(values);
                break;
            case WeightType.Int32:
                Convert<int>(values);
                break;
            case WeightType.Int64:
                Convert<long>(values);
                break;
            default:
                Convert<byte>(values);
                break;
        }

        return values;
    }

    /// <summary>The elements of an <see cref="WeightType.Int64"/> tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor has another type.</exception>
    internal long[] ToInt64s() => Type == WeightType.Int64
        ? MemoryMarshal.Cast<byte, long>(Bytes).ToArray()
        : throw new InvalidOperationException($"Tensor '{Name}' is {Type}, not Int64. Read it with ToSingles.");

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} [{string.Join(", ", _shape)}]";

    private void Convert<T>(Span<float> values)
        where T : unmanaged, System.Numerics.INumberBase<T> =>
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(Bytes), values);
}
