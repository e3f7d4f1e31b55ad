using System.Buffers.Binary;

namespace IvifMl.Training;

/// <summary>The form of <c>torch.save</c> before PyTorch 1.6: five pickles, then the storages in the order of the fifth.</summary>
internal static class TorchLegacy
{
    /// <summary>The file starts with a pickle of PyTorch's magic number, 0x1950a86a20f9469cfc6c.</summary>
    private static ReadOnlySpan<byte> Start => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

    internal static bool Matches(Stream stream)
    {
        Span<byte> start = stackalloc byte[Start.Length];
        stream.Position = 0;
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..read].SequenceEqual(Start);
    }

    internal static WeightSet Read(Stream stream)
    {
        if (stream.Length > Array.MaxLength)
        {
            throw new InvalidDataException("it is larger than 2 GB in PyTorch's old form; save it again with a newer PyTorch");
        }

        byte[] data = new byte[stream.Length];
        stream.ReadExactly(data);
        int position = Start.Length;
        PickleReader.Read(data, position, out position);
        PickleReader.Read(data, position, out position);
        object? root = PickleReader.Read(data, position, out position);
        List<object?> keys = PickleReader.Read(data, position, out position) as List<object?>
            ?? throw new InvalidDataException("the list of its storages is missing");
        List<(string Name, PickleTensor Tensor)> found = TorchArchive.Find(root);

        // The storages themselves do not tell their element types.
        Dictionary<string, WeightType> types = new(StringComparer.Ordinal);
        foreach ((_, PickleTensor tensor) in found)
        {
            types[tensor.Storage.Key] = tensor.Storage.Type;
        }

        Dictionary<string, (int Length, int Start)> storages = new(StringComparer.Ordinal);
        foreach (string key in keys.Select(key => key as string ?? throw new InvalidDataException("a storage has no name")))
        {
            if (data.Length - position < sizeof(long))
            {
                throw new InvalidDataException($"the storage {key} is missing");
            }

            long count = BinaryPrimitives.ReadInt64LittleEndian(data.AsSpan(position));
            position += sizeof(long);
            long bytes = types.TryGetValue(key, out WeightType type) ? type.BytesOf([count]) ?? long.MaxValue : long.MaxValue;
            if (bytes > data.Length - position)
            {
                throw new InvalidDataException($"the storage {key} claims {count} elements");
            }

            storages[key] = ((int)bytes, position);
            position += (int)bytes;
        }

        return TorchArchive.Copy(
            found,
            storage => storages.TryGetValue(storage.Key, out (int Length, int Start) place) && types[storage.Key] == storage.Type
                ? data[place.Start..(place.Start + place.Length)]
                : throw new InvalidDataException($"the storage {storage.Key} is missing"),
            data.Length);
    }
}
