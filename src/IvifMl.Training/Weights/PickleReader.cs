using System.Buffers.Binary;
using System.Text;

namespace IvifMl.Training;

/// <summary>
/// Reads the part of Python's pickle format that PyTorch's weight files use, as data: nothing is imported or called. A global is accepted only
/// if its name is on a short list (or is a TorchScript class, which is kept as a bare name), and only tensors and ordered dictionaries are rebuilt.
/// </summary>
internal sealed class PickleReader
{
    /// <summary>More operations than any weight file needs; a longer stream is refused.</summary>
    private const int MostOperations = 4_000_000;

    private const string ScriptClasses = "__torch__.";

    private static readonly HashSet<string> Globals = new(StringComparer.Ordinal)
    {
        "collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_parameter", "torch.jit._pickle.restore_type_tag",
        "torch.jit._pickle.build_intlist", "torch.jit._pickle.build_doublelist", "torch.jit._pickle.build_boollist",
        "torch.FloatStorage", "torch.HalfStorage", "torch.BFloat16Storage", "torch.DoubleStorage", "torch.CharStorage", "torch.ByteStorage",
        "torch.ShortStorage", "torch.IntStorage", "torch.LongStorage", "torch.BoolStorage",
    };

    private static readonly object Mark = new();

    private readonly byte[] _data;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _position;
    private int _spent;

    private PickleReader(byte[] data, int start)
    {
        _data = data;
        _position = start;
    }

    /// <summary>Reads one pickled value.</summary>
    /// <param name="data">Holds the pickle.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="end">Where it ended.</param>
    /// <exception cref="InvalidDataException">The stream is damaged or asks for more than weights.</exception>
    internal static object? Read(byte[] data, int start, out int end)
    {
        PickleReader reader = new(data, start);
        object? value = reader.Run();
        end = reader._position;
        return value;
    }

    private object? Run()
    {
        for (int count = 0; count < MostOperations; count++)
        {
            byte operation = Take(1)[0];
            if (operation == (byte)'.')
            {
                return Pop();
            }

            Do(operation);
        }

        throw new InvalidDataException($"its pickle has more than {MostOperations} operations");
    }

    private void Do(byte operation)
    {
        switch (operation)
        {
            case 0x80: // PROTO
                RequireProtocol(Take(1)[0]);
                break;
            case 0x95: // FRAME
                Take(8);
                break;
            case (byte)'(':
                Push(Mark);
                break;
            case (byte)'0':
                Pop();
                break;
            case (byte)'N' or 0x88 or 0x89 or (byte)'K' or (byte)'M' or (byte)'J' or 0x8a or (byte)'G' or (byte)'X' or 0x8c or (byte)'U' or (byte)'T':
                Push(Literal(operation));
                break;
            case (byte)'}':
                Push(new PickleDictionary());
                break;
            case (byte)']':
                Push(new List<object?>());
                break;
            case (byte)')':
                Push(Array.Empty<object?>());
                break;
            case (byte)'t':
                Push(PopToMark());
                break;
            case 0x85 or 0x86 or 0x87: // TUPLE1 … TUPLE3
                PushTuple(operation - 0x84);
                break;
            case (byte)'q' or (byte)'r' or 0x94:
                Memorise(operation);
                break;
            case (byte)'h' or (byte)'j':
                Push(Recall(operation == 'h' ? Take(1)[0] : UInt32()));
                break;
            case (byte)'c':
                Push(Global($"{Line()}.{Line()}"));
                break;
            case 0x93: // STACK_GLOBAL
                string name = Pop<string>("a name");
                Push(Global($"{Pop<string>("a module")}.{name}"));
                break;
            default:
                DoObject(operation);
                break;
        }
    }

    private void DoObject(byte operation)
    {
        switch (operation)
        {
            case (byte)'Q': // BINPERSID
                Push(PickleStorage.Of(Pop()));
                break;
            case (byte)'R': // REDUCE
                object?[] arguments = Pop<object?[]>("the arguments of a call");
                Array.ForEach(arguments, Spend);
                Push(PickleObjects.Rebuild(Pop<PickleGlobal>("what to rebuild").Name, arguments));
                break;
            case 0x81: // NEWOBJ
                Pop<object?[]>("the arguments of a class");
                PickleGlobal type = Pop<PickleGlobal>("a class");
                Push(type.IsScriptClass || type.Name == "collections.OrderedDict"
                    ? new PickleDictionary()
                    : throw new InvalidDataException($"its pickle makes a '{type.Name}'"));
                break;
            case (byte)'b': // BUILD
                object? state = Pop();
                Spend(state);
                PickleObjects.Build(Peek(), state);
                break;
            case (byte)'s':
                object? single = Pop();
                object? key = Pop();
                Peek<PickleDictionary>("a dictionary").Set(key, single);
                break;
            case (byte)'u':
                object?[] pairs = PopToMark();
                Peek<PickleDictionary>("a dictionary").SetAll(pairs);
                break;
            case (byte)'a':
                object? item = Pop();
                Peek<List<object?>>("a list").Add(item);
                break;
            case (byte)'e':
                object?[] items = PopToMark();
                Peek<List<object?>>("a list").AddRange(items);
                break;
            default:
                throw new InvalidDataException($"its pickle has the operation 0x{operation:x2} at {_position - 1}, which weights do not need");
        }
    }

    private object? Literal(byte operation) => operation switch
    {
        (byte)'N' => null,
        0x88 => true,
        0x89 => false,
        (byte)'K' => (long)Take(1)[0],
        (byte)'M' => (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        (byte)'J' => (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)),
        (byte)'G' => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
        0x8a when new System.Numerics.BigInteger(Take(Take(1)[0])) is var integer => integer >= long.MinValue && integer <= long.MaxValue ? (long)integer : (object)integer,
        (byte)'X' or (byte)'T' => Text(UInt32()),
        _ => Text(Take(1)[0]),
    };

    private static PickleGlobal Global(string name)
    {
        bool script = name.StartsWith(ScriptClasses, StringComparison.Ordinal);
        return script || Globals.Contains(name)
            ? new PickleGlobal(name, script)
            : throw new InvalidDataException($"its pickle asks for '{name}', which is not one of the types of weights, so it is not read");
    }

    private static void RequireProtocol(byte version)
    {
        if (version > 5)
        {
            throw new InvalidDataException($"its pickle has the protocol {version}");
        }
    }

    private void Memorise(byte operation)
    {
        long index = operation switch { (byte)'q' => Take(1)[0], (byte)'r' => UInt32(), _ => _memo.Count };
        _memo[index] = Peek();
    }

    private object? Recall(long index) => _memo.TryGetValue(index, out object? value)
        ? value
        : throw new InvalidDataException($"its pickle recalls the value {index}, which it never stored");

    private void PushTuple(int length)
    {
        object?[] tuple = new object?[length];
        for (int i = length - 1; i >= 0; i--)
        {
            tuple[i] = Pop();
        }

        Push(tuple);
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw new InvalidDataException("its pickle ends a group that never began");
        }

        object?[] items = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    // Values that are stored once and copied again and again could keep the reader busy for ever.
    private void Spend(object? value)
    {
        _spent += value switch
        {
            object?[] tuple => tuple.Length,
            List<object?> list => list.Count,
            PickleDictionary dictionary => dictionary.Count,
            _ => 0,
        };
        if (_spent > MostOperations)
        {
            throw new InvalidDataException("its pickle copies more values than weights need");
        }
    }

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw new InvalidDataException("its pickle takes a value that is not there");

    private T Peek<T>(string what) => Peek() is T value ? value : throw new InvalidDataException($"its pickle needs {what} and has another value");

    private object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private T Pop<T>(string what) => Pop() is T value ? value : throw new InvalidDataException($"its pickle needs {what} and has another value");

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > _data.Length - _position)
        {
            throw new InvalidDataException("its pickle ends too early");
        }

        ReadOnlySpan<byte> bytes = _data.AsSpan(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private string Text(long length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        int end = _data.AsSpan(_position).IndexOf((byte)'\n');
        string line = Text(end < 0 ? long.MaxValue : end);
        Take(1);
        return line;
    }
}
