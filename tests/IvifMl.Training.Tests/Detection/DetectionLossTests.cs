using TorchSharp;
using static TorchSharp.torch;

namespace IvifMl.Training.Tests.Detection;

public sealed class DetectionLossTests
{
    private const int Side = 32;
    private const int Anchors = 21;

    private static readonly DetectionTarget Object = new(0, 8, 8, 16, 16);

    [TorchFact]
    public void Generalized_iou_is_as_in_the_example()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor predicted = tensor(new float[,] { { 0, 0, 2, 2 }, { 0, 0, 1, 1 }, { 3, 4, 5, 6 } });
        Tensor wanted = tensor(new float[,] { { 1, 0, 3, 2 }, { 2, 0, 3, 1 }, { 3, 4, 5, 6 } });
        Near.Equal(tensor([2f / 3, 4f / 3, 0f]), GeneralizedIouLoss.Of(predicted, wanted), 1e-6);
    }

    [TorchFact]
    public void Generalized_iou_has_the_slope_of_its_values()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wanted = tensor(new double[,] { { 1, 0, 3, 2 }, { 4, 0.5, 6, 1 } });
        Near.Gradient(boxes => GeneralizedIouLoss.Of(boxes, wanted).sum(), tensor(new double[,] { { 0.1, 0.2, 2.1, 2.3 }, { 0, 0, 1.2, 1.1 } }));
    }

    [TorchFact]
    public void A_picture_without_objects_costs_ln_2_an_anchor()
    {
        using DisposeScope scope = NewDisposeScope();
        DetectionLoss.Terms terms = DetectionLoss.Of(zeros(1, Anchors, 6), Side, Side, [[]]);
        Near.Equal(Anchors * Math.Log(2), terms.Objectness, 1e-4);
        Near.Equal(0, terms.Boxes, 0);
        Near.Equal(0, terms.Classes, 0);
        Assert.Equal(0, terms.Matches);
    }

    [TorchFact]
    public void Anchors_in_an_ignored_box_cost_nothing()
    {
        using DisposeScope scope = NewDisposeScope();

        // The left half holds 8 + 2 middles of cells, and the one of stride 32, which lies on its edge.
        DetectionLoss.Terms terms = DetectionLoss.Of(zeros(1, Anchors, 6), Side, Side, [[new(0, 0, 0, 16, 32, Ignored: true)]]);
        Near.Equal((Anchors - 11) * Math.Log(2), terms.Objectness, 1e-4);
    }

    [TorchFact]
    public void A_perfect_box_costs_nothing_and_its_class_is_to_be_its_iou()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = zeros(2, Anchors, 7);
        output[1, 5, 0] = 0.5f;
        output[1, 5, 1] = 0.5f;
        DetectionLoss.Terms terms = DetectionLoss.Of(output, Side, Side, [[], [Object]]);
        Assert.Equal(1, terms.Matches);
        Near.Equal(0, terms.Boxes, 1e-5);
        Near.Equal(2 * Anchors * Math.Log(2), terms.Objectness, 1e-4);
        Near.Equal(2 * Math.Log(2), terms.Classes, 1e-5);
        Near.Equal((2 * Anchors * Math.Log(2)) + (2 * Math.Log(2)), terms.Total(), 1e-4);

        output[1, 5, 5] = 20;
        output[1, 5, 6] = -20;
        Near.Equal(0, DetectionLoss.Of(output, Side, Side, [[], [Object]]).Classes, 1e-5);
    }

    [TorchFact]
    public void Boxes_and_objectness_have_the_slope_of_their_values()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor output = randn(1, Anchors, 6, dtype: ScalarType.Float64) * 0.3;
        Near.Gradient(
            raw =>
            {
                DetectionLoss.Terms terms = DetectionLoss.Of(raw, Side, Side, [[Object, new(0, 14, 2, 31, 25)]]);
                return terms.Boxes + terms.Objectness;
            },
            output,
            places: Anchors * 6,
            tolerance: 1e-5);
    }

    [TorchFact]
    public void Outputs_of_another_size_and_unknown_classes_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Contains("[1, 21, 5 + C]", Assert.Throws<ArgumentException>(() => DetectionLoss.Of(zeros(1, 20, 6), Side, Side, [[]])).Message, StringComparison.Ordinal);
        Assert.Contains("the class 3", Assert.Throws<ArgumentException>(() => DetectionLoss.Of(zeros(1, Anchors, 6), Side, Side, [[Object with { Class = 3 }]])).Message, StringComparison.Ordinal);
    }
}
