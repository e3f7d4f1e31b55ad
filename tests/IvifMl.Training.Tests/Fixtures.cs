using IvifMl.Tests.Support;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests;

/// <summary>Tensors of the reference fixtures below <c>../shared/fixtures</c>, in the current dispose scope.</summary>
internal static class Fixtures
{
    public static Dictionary<string, Tensor> Read(params string[] parts)
        => WeightSet.Read(Repository.Shared(["fixtures", .. parts])).Tensors.ToDictionary(weight => weight.Name, ToTorch);

    private static Tensor ToTorch(WeightTensor weight)
    {
        Tensor tensor = empty([.. weight.Shape], weight.Type switch
        {
            WeightType.Float32 => ScalarType.Float32,
            WeightType.UInt8 => ScalarType.Byte,
            _ => throw new NotSupportedException(weight.ToString()),
        });
        tensor.bytes = weight.Bytes.ToArray();
        return tensor;
    }
}
