using System.Text;

namespace IvifMl.Onnx;

/// <summary>
/// Walks the fields of a protobuf message in memory without copying it. Nested messages are read in place, so that the facts of a
/// model with gigabytes of weights cost no memory. Every length is checked against what is there.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        if (tag >> 3 is 0 or > 536_870_911)
        {
            throw new InvalidDataException($"a field number of {tag >> 3}");
        }

        Field = (int)(tag >> 3);
        _wireType = (int)(tag & 7);
        return true;
    }

    /// <summary>The field's integer.</summary>
    public long Number()
    {
        Expect(0);
        return (long)ReadVarint();
    }

    /// <summary>The field's bytes: a nested message, a text, raw data.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(2);
        ulong length = ReadVarint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw new InvalidDataException($"a field of {length} bytes where {_rest.Length} are left");
    }

    /// <summary>The field's text.</summary>
    public string Text()
    {
        ReadOnlySpan<byte> bytes = Bytes();
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("a text that is not UTF-8");
        }
    }

    /// <summary>Adds the field's integers, packed or single, to a list.</summary>
    public void Numbers(List<long> numbers, int atMost)
    {
        if (_wireType == 0)
        {
            numbers.Add((long)ReadVarint());
        }
        else
        {
            ProtoReader packed = new(Bytes());
            while (!packed._rest.IsEmpty && numbers.Count <= atMost)
            {
                numbers.Add((long)packed.ReadVarint());
            }
        }

        if (numbers.Count > atMost)
        {
            throw new InvalidDataException($"more than {atMost} dimensions");
        }
    }

    /// <summary>Passes over the field.</summary>
    public void Skip()
    {
        switch (_wireType)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Bytes();
                break;
            case 5:
                Take(4);
                break;
            default:
                throw new InvalidDataException($"a field of the unknown wire type {_wireType}");
        }
    }

    private void Expect(int wireType)
    {
        if (_wireType != wireType)
        {
            throw new InvalidDataException($"field {Field} with wire type {_wireType} instead of {wireType}");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException($"an end in the middle of field {Field}");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int i = 0; i < 10; i++)
        {
            if (i >= _rest.Length)
            {
                throw new InvalidDataException("an end in the middle of a number");
            }

            byte part = _rest[i];
            value |= (ulong)(part & 0x7f) << (7 * i);
            if (part < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("a number of more than ten bytes");
    }
}
