using IvifMl.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl.Tests;

public sealed class OnnxScoringTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_graph_whose_name_ended_in_ort_is_loaded_again_under_another()
    {
        Queue<string> names = new(["unlucky.ort", "3kd0q1zx.f5c"]);
        Assert.True(OnnxScoring.WithAnotherName(() => LoadAs(names.Dequeue())));
        Assert.Empty(names);
    }

    [Fact]
    public void It_gives_up_and_tells_what_happened()
    {
        int attempts = 0;
        Assert.Throws<OnnxRuntimeException>(() => OnnxScoring.WithAnotherName(() => LoadAs($"{attempts++}.ort")));
        Assert.Equal(3, attempts);
    }

    [Fact]
    public void Another_failure_is_not_repeated()
    {
        int attempts = 0;
        Assert.Throws<OnnxRuntimeException>(() => OnnxScoring.WithAnotherName<bool>(() =>
        {
            attempts++;
            using InferenceSession session = new(new byte[] { 1, 2, 3 });
            return true;
        }));
        Assert.Equal(1, attempts);
    }

    private bool LoadAs(string name)
    {
        File.Copy(Repository.PathOf("models", "fusion-pyramid.onnx"), _folder[name]);
        using InferenceSession session = new(_folder[name]);
        return session.InputNames.Count > 0;
    }
}
