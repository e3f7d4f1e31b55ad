using IvifMl.Onnx;
using IvifMl.Onnx.Tests;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Export;

public sealed class TorchWeightsTests
{
    [TorchFact]
    public void LayersGiveInOnnxRuntimeWhatTheyGiveInTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        manual_seed(3);
        using Conv2d conv = nn.Conv2d(4, 6, 3, stride: 2, padding: 1, groups: 2);
        using ConvTranspose2d up = nn.ConvTranspose2d(6, 5, 5, stride: 2, bias: false);
        using Linear linear = nn.Linear(5, 3);
        Tensor input = randn(1, 4, 9, 12);
        Tensor expected = linear.call(up.call(conv.call(input)).mean([2L, 3]));

        OnnxGraph graph = new("layers");
        OnnxValue map = graph.Input("input", OnnxElementType.Float32, [1, 4, "H", "W"]);
        map = graph.ConvTranspose("up", up, graph.Conv("conv", conv, map));
        graph.Output("output", graph.Linear("linear", linear, graph.Reshape(graph.GlobalAveragePool(map), 1, 5)));
        using Scorer scorer = new(graph.ToBytes());
        float[] scored = scorer.Run(("input", [1, 4, 9, 12], TorchWeights.Values(input)));

        Near.Equal(expected, tensor(scored, [1, 3]), 1e-5);
    }

    [TorchFact]
    public void ValuesOfAnyLayoutAndTypeComeRowByRow()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor turned = tensor(new double[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).transpose(0, 1);
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], TorchWeights.Values(turned));
    }

    [TorchFact]
    public void WeightsThatAreMissingOrDoNotFitAreNamed()
    {
        using Linear linear = nn.Linear(2, 3);
        WeightTensor bias = WeightTensor.FromSingles("bias", [3], [1, 2, 3]);
        InvalidDataException missing = Assert.Throws<InvalidDataException>(() => ModuleWeights.Take(linear, new([bias]), "a.pt"));
        Assert.Contains("'weight'", missing.Message, StringComparison.Ordinal);
        WeightTensor turned = WeightTensor.FromSingles("weight", [2, 3], new float[6]);
        InvalidDataException other = Assert.Throws<InvalidDataException>(() => ModuleWeights.Take(linear, new([turned, bias]), "a.pt"));
        Assert.Contains("[2, 3] where Linear needs [3, 2]", other.Message, StringComparison.Ordinal);
    }

    [TorchFact]
    public void WeightsReturnAsTheyWere()
    {
        using Linear first = nn.Linear(2, 3);
        using Linear second = nn.Linear(2, 3);
        ModuleWeights.Take(second, new(ModuleWeights.Of(first)), "memory");
        Near.Equal(first.weight!, second.weight!, 0);
        Near.Equal(first.bias!, second.bias!, 0);
    }
}
