using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// X ← (1 + γ)·X + β, γ and β of each channel from the text by a perceptron without offsets: a text of zeros gives γ = β = 0
/// in any arithmetic, and so the network without text. The last layer starts at 0, so at first no text does anything.
/// (FiLM, Perez et al. 2018, in the form of Text-IF, Yi et al. 2024, which has offsets and so no neutral text.)
/// </summary>
internal sealed class FeatureModulation : Module<Tensor, Tensor>
{
    internal readonly TextLayers hear;
    internal readonly Linear last;
    private readonly int[] _channels;

    public FeatureModulation(int textLength, int hidden, params int[] channels)
        : base(nameof(FeatureModulation))
    {
        _channels = channels;
        hear = new(textLength, hidden);
        last = Linear(hidden, 2 * channels.Sum(), hasBias: false);
        init.zeros_(last.weight!);
        RegisterComponents();
    }

    /// <summary>Channels of each map that is modulated.</summary>
    public IReadOnlyList<int> Channels => _channels;

    /// <summary>γ and β of all channels.</summary>
    /// <param name="text">[N, D].</param>
    /// <returns>[N, 2 ΣC]: γ then β of the first map, then of the second …</returns>
    public override Tensor forward(Tensor text) => last.call(hear.call(text));

    /// <summary>Where the parameters of a map begin.</summary>
    public int StartOf(int map) => 2 * _channels.Take(map).Sum();

    /// <summary>Modulates a map.</summary>
    /// <param name="features">[N, C, h, w].</param>
    /// <param name="parameters">What <see cref="forward"/> gave.</param>
    /// <param name="map">The map's place in <see cref="Channels"/>.</param>
    public Tensor Apply(Tensor features, Tensor parameters, int map)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor own = parameters.narrow(1, StartOf(map), 2 * _channels[map]).unsqueeze(-1).unsqueeze(-1);
        return ((1 + own.narrow(1, 0, _channels[map])) * features + own.narrow(1, _channels[map], _channels[map])).MoveToOuterDisposeScope();
    }
}
