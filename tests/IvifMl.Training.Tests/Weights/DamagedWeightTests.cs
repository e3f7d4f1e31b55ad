using System.IO.Compression;
using System.Text;
using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests.Weights;

/// <summary>Damaged and hostile files end in <see cref="InvalidDataException"/>, soon and without much memory.</summary>
public sealed class DamagedWeightTests
{
    private const long MostMemory = 200L << 20;

    [SkippableTheory]
    [InlineData("fixtures/clip_tiny/state_dict.pt", 150)]
    [InlineData("fixtures/clip_tiny/tiny_jit_fp16.pt", 150)]
    [InlineData("fixtures/clip_tiny/state_dict.safetensors", 150)]
    [InlineData("weights/lpips_heads/squeeze.pth", 1500)]
    public void MutationsAndTruncations(string file, int rounds)
    {
        byte[] whole = File.ReadAllBytes(Repository.Shared(file.Split('/')));
        int refused = 0;
        for (int round = 0; round < rounds; round++)
        {
            Random random = new(round);
            byte[] damaged = round % 5 == 4 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int i = random.Next(1, 6); i > 0 && round % 5 != 4; i--)
            {
                damaged[Place(random, damaged.Length)] = (byte)random.Next(256);
            }

            refused += Refused(damaged) ? 1 : 0;
        }

        Assert.InRange(refused, rounds / 4, rounds);
    }

    [Theory]
    [InlineData("cos\nsystem\n(X\u0004\0\0\0trueτR.", "os.system")]
    [InlineData("cbuiltins\neval\n.", "builtins.eval")]
    [InlineData("}q\0.", "no tensor")]
    [InlineData("}q\0X\u0001\0\0\0ah\0s.", "nested")]
    [InlineData("h\u0005.", "never stored")]
    [InlineData("t.", "never began")]
    [InlineData("N", "ends too early")]
    [InlineData("Xÿÿÿÿ", "ends too early")]
    [InlineData("i\n", "0x69")]
    public void HostilePickles(string pickle, string said)
    {
        byte[] archive = Zip(("a/data.pkl", Encoding.Latin1.GetBytes(pickle.Replace("τ", "t", StringComparison.Ordinal))));
        using MemoryStream stream = new(archive);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => TorchArchive.Read(stream, "model.pt"));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("model.pt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PackedRecordsAreRefused()
    {
        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("a/data.pkl", CompressionLevel.Optimal).Open();
            entry.Write(new byte[50_000_000]);
        }

        Assert.True(Refused(packed.ToArray()));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[4000000000,4000000000],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"a":{"dtype":"Q4","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":7}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void HostileHeaders(string header)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        Assert.True(Refused([.. BitConverter.GetBytes((long)text.Length), .. text, 0, 0, 0, 0]));
    }

    [Fact]
    public void HugeHeaderClaimIsRefused() => Assert.True(Refused([.. BitConverter.GetBytes(90_000_000L), (byte)'{', (byte)'}']));

    private static int Place(Random random, int length) => random.Next(3) switch
    {
        0 => random.Next(length),
        1 => random.Next(Math.Min(length, 12_000)),
        _ => length - 1 - random.Next(Math.Min(length, 8_000)),
    };

    private static byte[] Zip(params (string Name, byte[] Bytes)[] records)
    {
        using MemoryStream archive = new();
        using (ZipArchive zip = new(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in records)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        return archive.ToArray();
    }

    private static bool Refused(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using MemoryStream stream = new(file);
            WeightSet.Read(stream, "damaged");
            return false;
        }
        catch (InvalidDataException error)
        {
            Assert.Contains("'damaged'", error.Message, StringComparison.Ordinal);
            return true;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostMemory);
        }
    }
}
