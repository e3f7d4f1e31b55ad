using TorchSharp.Modules;
using static TorchSharp.torch;

namespace IvifMl.Training;

/// <summary>Parameters between modules and weight files.</summary>
internal static class ModuleWeights
{
    /// <summary>Gives every parameter of a module the values of the tensor of its name.</summary>
    /// <param name="module">The module; parameters of 32-bit floats.</param>
    /// <param name="weights">The file's tensors; ones that the module does not have are passed over.</param>
    /// <param name="what">Names the file in errors.</param>
    /// <param name="rename">From a parameter's name to the file's; null where they are the same.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    internal static void Take(nn.Module module, WeightSet weights, string what, Func<string, string>? rename = null)
    {
        using IDisposable untracked = no_grad();
        foreach ((string parameterName, Parameter parameter) in module.named_parameters())
        {
            string name = rename?.Invoke(parameterName) ?? parameterName;
            WeightTensor weight = weights.Find(name)
                ?? throw new InvalidDataException($"'{what}' has no tensor '{name}', which {module.GetName()} needs. It holds another network's weights.");
            if (!weight.Shape.SequenceEqual(parameter.shape))
            {
                throw new InvalidDataException(
                    $"'{what}': tensor '{name}' is [{string.Join(", ", weight.Shape)}] where {module.GetName()} needs [{string.Join(", ", parameter.shape)}].");
            }

            using Tensor values = tensor(weight.ToSingles(), parameter.shape);
            parameter.copy_(values);
        }
    }

    /// <summary>The parameters as managed data in 32-bit floats.</summary>
    internal static IEnumerable<WeightTensor> Of(nn.Module module)
        => module.named_parameters().Select(named => WeightTensor.FromSingles(named.name, named.parameter.shape, TorchWeights.Values(named.parameter)));
}
