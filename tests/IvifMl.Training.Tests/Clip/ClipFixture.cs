using IvifMl.Tests.Support;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Clip;

/// <summary>The tiny CLIP with reference values, and comparison with them.</summary>
internal static class ClipFixture
{
    internal static string PathOf(string file) => Repository.Shared("fixtures", "clip_tiny", file);

    internal static WeightSet Values() => WeightSet.Read(PathOf("io.safetensors"));

    internal static ClipConfig Small => new()
    {
        EmbedDimension = 12,
        ImageResolution = 16,
        VisionLayers = 1,
        VisionWidth = 24,
        VisionPatch = 8,
        VisionHeads = 3,
        ContextLength = 9,
        VocabularySize = 30,
        TextWidth = 20,
        TextHeads = 2,
        TextLayers = 2,
    };

    internal static Tensor ToTensor(this WeightTensor weight)
    {
        long[] shape = [.. weight.Shape];
        return weight.Type == WeightType.Int64 ? tensor(weight.ToInt64s(), shape) : tensor(weight.ToSingles(), shape);
    }

    /// <summary>Largest difference over the largest expected value.</summary>
    internal static void Close(WeightTensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.shape);
        float[] wanted = expected.ToSingles();
        float[] got = actual.detach().contiguous().data<float>().ToArray();
        double scale = wanted.Max(Math.Abs);
        double worst = wanted.Zip(got, (left, right) => Math.Abs((double)left - right)).Max();
        Parity.Note($"CLIP, tiny{(tolerance > 1e-3 ? ", weights in half precision" : "")}: {expected.Name}", worst, scale, tolerance * scale);
        Assert.True(worst <= tolerance * scale, $"{expected.Name}: differs by {worst:g3}, largest value {scale:g3}.");
    }
}
