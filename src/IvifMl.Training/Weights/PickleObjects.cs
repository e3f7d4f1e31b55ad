namespace IvifMl.Training;

/// <summary>A name in a pickle that is known to be harmless; it is never imported.</summary>
/// <param name="Name">Module and name.</param>
/// <param name="IsScriptClass">Whether it is a class that TorchScript generated.</param>
internal sealed record PickleGlobal(string Name, bool IsScriptClass);

/// <summary>A dictionary, or an object's attributes, in the order of the file.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, object?> _entries = new(StringComparer.Ordinal);

    internal IEnumerable<KeyValuePair<string, object?>> Entries => _entries;

    internal int Count => _entries.Count;

    /// <summary>Sets an entry; keys that are no text name no tensor and are numbered by their text form.</summary>
    internal void Set(object? key, object? value) => _entries[key as string ?? key?.ToString() ?? ""] = value;

    internal void SetAll(object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw new InvalidDataException("its pickle has a key without a value");
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            Set(pairs[i], pairs[i + 1]);
        }
    }
}

/// <summary>The bytes that a tensor looks at, by the key of their record.</summary>
/// <param name="Key">The record's name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Count">Claimed elements.</param>
internal sealed record PickleStorage(string Key, WeightType Type, long Count)
{
    internal static PickleStorage Of(object? identity) => identity is object?[] and ["storage", PickleGlobal type, string key, _, long count, ..] && count >= 0
        ? new PickleStorage(key, TypeOf(type.Name), count)
        : throw new InvalidDataException("its pickle refers to something outside that is no tensor storage");

    private static WeightType TypeOf(string name) => name switch
    {
        "torch.FloatStorage" => WeightType.Float32,
        "torch.HalfStorage" => WeightType.Float16,
        "torch.BFloat16Storage" => WeightType.BFloat16,
        "torch.DoubleStorage" => WeightType.Float64,
        "torch.CharStorage" => WeightType.Int8,
        "torch.ByteStorage" => WeightType.UInt8,
        "torch.ShortStorage" => WeightType.Int16,
        "torch.IntStorage" => WeightType.Int32,
        "torch.LongStorage" => WeightType.Int64,
        "torch.BoolStorage" => WeightType.Bool,
        _ => throw new InvalidDataException($"its pickle has the storage type '{name}'"),
    };
}

/// <summary>A tensor: a view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">First element.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Strides">Elements from one index to the next.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);

internal static class PickleObjects
{
    /// <summary>What a call of a listed function gives; nothing is called.</summary>
    internal static object? Rebuild(string function, object?[] arguments) => (function, arguments) switch
    {
        ("collections.OrderedDict", []) => new PickleDictionary(),
        ("collections.OrderedDict", [List<object?> pairs]) => Ordered(pairs),
        ("torch._utils._rebuild_tensor_v2", [PickleStorage storage, long offset, object?[] shape, object?[] strides, ..]) =>
            new PickleTensor(storage, offset, Integers(shape), Integers(strides)),
        ("torch._utils._rebuild_parameter", [PickleTensor tensor, ..]) => tensor,
        ("torch.jit._pickle.restore_type_tag", [var value, ..]) => value,
        ("torch.jit._pickle.build_intlist" or "torch.jit._pickle.build_doublelist" or "torch.jit._pickle.build_boollist", [var list]) => list,
        _ => throw new InvalidDataException($"its pickle rebuilds a '{function}' from {arguments.Length} values of other kinds than PyTorch writes"),
    };

    /// <summary>Gives an object its attributes; those of an ordered dictionary (<c>_metadata</c>) are no weights and are dropped.</summary>
    internal static void Build(object? target, object? state)
    {
        if (target is not PickleDictionary attributes || state is not PickleDictionary values)
        {
            throw new InvalidDataException("its pickle gives attributes to something that has none");
        }

        foreach ((string name, object? value) in values.Entries.Where(entry => entry.Key != "_metadata"))
        {
            attributes.Set(name, value);
        }
    }

    private static PickleDictionary Ordered(List<object?> pairs)
    {
        PickleDictionary dictionary = new();
        foreach (object? pair in pairs)
        {
            _ = pair switch
            {
                List<object?> and [var key, var value] => Add(dictionary, key, value),
                object?[] and [var key, var value] => Add(dictionary, key, value),
                _ => throw new InvalidDataException("its pickle has an ordered dictionary of something else than pairs"),
            };
        }

        return dictionary;
    }

    private static bool Add(PickleDictionary dictionary, object? key, object? value)
    {
        dictionary.Set(key, value);
        return true;
    }

    private static long[] Integers(object?[] values) =>
        [.. values.Select(value => value is long integer and >= 0 ? integer : throw new InvalidDataException("its pickle has a tensor size that is no number"))];
}
