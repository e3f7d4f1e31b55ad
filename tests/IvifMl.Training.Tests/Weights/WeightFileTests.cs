using System.Text.Json;
using IvifMl.Tests.Support;

namespace IvifMl.Training.Tests.Weights;

/// <summary>Every kind of file gives the reference's tensors.</summary>
public sealed class WeightFileTests
{
    [SkippableFact]
    public void StateDictArchiveEqualsSafetensors()
    {
        WeightSet expected = WeightSet.Read(Fixture("state_dict.safetensors"));
        WeightSet actual = WeightSet.Read(Fixture("state_dict.pt"));
        Assert.Equal(62, actual.Tensors.Count);
        foreach (WeightTensor tensor in expected.Tensors)
        {
            WeightTensor other = actual.Find(tensor.Name)!;
            Assert.Equal(tensor.ToString(), other.ToString());
            Assert.True(tensor.Bytes.SequenceEqual(other.Bytes), tensor.Name);
        }
    }

    [SkippableFact]
    public void ScriptArchiveHasTheExpectedTensors()
    {
        WeightSet actual = WeightSet.Read(Fixture("tiny_jit_fp16.pt"));
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Fixture("tiny_jit_fp16_expected.json")));
        Assert.Equal(
            expected.RootElement.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal),
            actual.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        foreach (JsonProperty entry in expected.RootElement.EnumerateObject())
        {
            WeightTensor tensor = actual.Find(entry.Name)!;
            Assert.Equal(entry.Value[0].GetString(), tensor.Type.ToString(), ignoreCase: true);
            Assert.Equal(entry.Value[1].Deserialize<long[]>()!, tensor.Shape);
            float[] values = tensor.ToSingles();
            double size = entry.Value[3].GetDouble();
            Assert.Equal(entry.Value[2].GetDouble(), values.Sum(value => (double)value), 1e-6 * size);
            Assert.Equal(size, values.Sum(value => Math.Abs((double)value)), 1e-6 * size);
        }
    }

    [SkippableTheory]
    [InlineData("alex.pth")]
    [InlineData("squeeze.pth")]
    [InlineData("vgg.pth")]
    public void OldFormGivesTheHeadsOfLpips(string file)
    {
        WeightSet heads = WeightSet.Read(Repository.Shared("weights", "lpips_heads", file));
        WeightTensor first = heads.Find("lin0.model.1.weight")!;
        Assert.Equal([1L, 64, 1, 1], first.Shape);

        // LPIPS learns its channel weights with a bound at zero.
        Assert.All(heads.Tensors, tensor => Assert.All(tensor.ToSingles(), value => Assert.InRange(value, 0f, 100f)));
        Assert.Contains(first.ToSingles(), value => value > 0);
    }

    [Fact]
    public void SafetensorsKeepEveryTypeAndTheMetadata()
    {
        using TemporaryFolder folder = new();
        WeightTensor[] tensors =
        [
            .. Enum.GetValues<WeightType>().Select(type => new WeightTensor($"{type}", type, [2, 3], [.. Enumerable.Range(0, 6 * type.Size()).Select(i => (byte)(i % 2))])),
            new WeightTensor("scalar", WeightType.Float32, [], new byte[4]),
            new WeightTensor("empty", WeightType.Int64, [0, 7], []),
        ];
        SafetensorsFile.Write(folder["all.safetensors"], tensors, new Dictionary<string, string> { ["who"] = "ä \"quoted\"" });
        WeightSet again = SafetensorsFile.Read(folder["all.safetensors"]);
        Assert.Equal(tensors.Select(tensor => tensor.ToString()), again.Tensors.Select(tensor => tensor.ToString()));
        Assert.All(tensors, tensor => Assert.True(tensor.Bytes.SequenceEqual(again.Find(tensor.Name)!.Bytes)));
        Assert.Equal("ä \"quoted\"", again.Metadata["who"]);
        Assert.Equal([Path.Combine(folder.Root, "all.safetensors")], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void NumbersOfEveryTypeBecomeSingles()
    {
        Assert.Equal([1.5f], new WeightTensor("h", WeightType.Float16, [1], BitConverter.GetBytes((Half)1.5f)).ToSingles());
        Assert.Equal([-2f], new WeightTensor("b", WeightType.BFloat16, [1], [0x00, 0xC0]).ToSingles());
        Assert.Equal([0.25f], new WeightTensor("d", WeightType.Float64, [1], BitConverter.GetBytes(0.25)).ToSingles());
        Assert.Equal([-3f], new WeightTensor("i", WeightType.Int8, [1], [0xFD]).ToSingles());
        Assert.Equal([253f], new WeightTensor("u", WeightType.UInt8, [1], [0xFD]).ToSingles());
        Assert.Equal([-4f], new WeightTensor("l", WeightType.Int64, [1], BitConverter.GetBytes(-4L)).ToSingles());
        Assert.Throws<ArgumentException>(() => new WeightTensor("x", WeightType.Float32, [2], new byte[4]));
    }

    private static string Fixture(string name) => Repository.Shared("fixtures", "clip_tiny", name);
}
