#:property NeedsNatives=false
#:property NoWarn=CS1591
#:property PublishAot=false

// dotnet run eng/loosen.cs -- FILE
//
// Makes a version of libstdc++.so.6 that FILE (an ELF library, 64 bit) asks for optional, in place, where this system's
// libstdc++ lacks it and FILE never uses it. A linker writes such a demand for a symbol that only marks the compiler's
// headers (ios_base_library_init of GCC 13); the loader refuses the whole library for it unless it is marked weak.
// A version whose symbols some relocation refers to is really needed: then nothing is changed and this fails.

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

const string Library = "libstdc++.so.6";
string path = args is [string only] ? only : throw new ArgumentException("Give one file.");
byte[] file = File.ReadAllBytes(path);
if (!file.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
{
    throw new InvalidDataException($"{path} is no 64-bit little-endian ELF file.");
}

byte[] system = SystemLibrary();
Section[] sections = Sections();
HashSet<ushort> used = UsedVersions();
bool changed = false;
foreach ((string version, ushort index, int flagsAt) in Needs())
{
    if ((U16(flagsAt) & Elf.VersionIsWeak) != 0 || system.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{version}\0")) >= 0)
    {
        continue;
    }

    if (used.Contains(index))
    {
        Console.Error.WriteLine($"loosen: {Path.GetFileName(path)} uses symbols of {version}, which this system's {Library} lacks. Install a newer libstdc++6.");
        return 1;
    }

    BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(flagsAt), (ushort)(U16(flagsAt) | Elf.VersionIsWeak));
    changed = true;
    Console.WriteLine($"loosen: {Path.GetFileName(path)}: {version} made optional; this system's {Library} lacks it, and nothing in the file refers to it");
}

if (changed)
{
    File.WriteAllBytes(path, file);
}

return 0;

// What the loader itself would take.
static byte[] SystemLibrary()
{
    _ = NativeLibrary.Load(Library);
    string line = File.ReadLines("/proc/self/maps").First(l => l.Contains("/libstdc++.so", StringComparison.Ordinal));
    return File.ReadAllBytes(line[line.IndexOf('/', StringComparison.Ordinal)..]);
}

Section[] Sections()
{
    (long table, int size, int count) = (I64(0x28), U16(0x3A), U16(0x3C));
    return [.. Enumerable.Range(0, count).Select(i => (int)table + (i * size)).Select(at =>
        new Section(U32(at + 4), (int)I64(at + 24), (int)I64(at + 32), (int)U32(at + 40)))];
}

// The indexes of the versions whose symbols a relocation refers to.
HashSet<ushort> UsedVersions()
{
    Section versions = sections.Single(s => s.Type == Elf.SymbolVersions);
    return [.. sections.Where(s => s.Type == Elf.Relocations)
        .SelectMany(s => Enumerable.Range(0, s.Size / Elf.RelocationSize).Select(i => (int)U32(s.Offset + (i * Elf.RelocationSize) + 12)))
        .Distinct()
        .Select(symbol => (ushort)(U16(versions.Offset + (2 * symbol)) & 0x7FFF))];
}

// The versions that are needed of the library, the index by which symbols name each, and where its flags lie.
IEnumerable<(string Version, ushort Index, int FlagsAt)> Needs()
{
    Section needs = sections.Single(s => s.Type == Elf.VersionNeeds);
    int names = sections[needs.Link].Offset;
    for (int at = needs.Offset, next = 1; next != 0; at += next)
    {
        next = (int)U32(at + 12);
        if (Text(names + (int)U32(at + 4)) != Library)
        {
            continue;
        }

        int entry = at + (int)U32(at + 8);
        for (int left = U16(at + 2); left > 0; left--, entry += (int)U32(entry + 12))
        {
            yield return (Text(names + (int)U32(entry + 8)), U16(entry + 6), entry + 4);
        }
    }
}

ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));
uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
long I64(int at) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
string Text(int at) => Encoding.ASCII.GetString(file.AsSpan(at, file.AsSpan(at).IndexOf((byte)0)));

internal readonly record struct Section(uint Type, int Offset, int Size, int Link);

internal static class Elf
{
    public const uint Relocations = 4;
    public const uint VersionNeeds = 0x6FFFFFFE;
    public const uint SymbolVersions = 0x6FFFFFFF;
    public const int RelocationSize = 24;
    public const ushort VersionIsWeak = 2;
}
