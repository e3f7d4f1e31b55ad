using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace IvifMl.Training;

/// <summary>
/// LDFusion's network as published, so that its weights load and its numbers can be compared: an encoder for content and one for style of
/// each source, a decoder with adaptive instance norm. Transposed convolutions without padding make the picture larger than the
/// sources; the upper left part is taken. Parameters have the names of the original files, with <c>Enc.</c> and <c>Dec.</c> in front.
/// Source: Wang et al., "Infrared and Visible Image Fusion with Language-Driven Loss in CLIP Embedding Space" (LDFusion), 2024.
/// </summary>
/// <remarks>
/// Input: infrared and visible luminance [N, 1, H, W], 0–1, any H, W ≥ 16. Output: fused luminance [N, 1, H, W], 0–1.
/// Its norms take the statistics of the whole picture: tiles differ from the full frame, and a video can pump.
/// <see cref="LanguageFusionNetwork"/> has neither fault.
/// </remarks>
public sealed class LdFusionNetwork : FusionNetwork
{
    /// <summary>The name of this kind of network in checkpoints and models.</summary>
    public const string NetworkName = "ldfusion";

    internal const double InitialDeviation = 0.02;

    internal readonly LdFusionEncoder Enc;
    internal readonly LdFusionDecoder Dec;

    /// <summary>A network with fresh weights, drawn from torch's generator as the original draws them.</summary>
    /// <param name="options">Its sizes; null for the published ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size out of range.</exception>
    public LdFusionNetwork(LdFusionNetworkOptions? options = null)
        : base(NetworkName)
    {
        Options = options ?? new();
        Options.Validate();
        Enc = new(Options);
        Dec = new(Options);
        RegisterComponents();
    }

    /// <summary>The sizes.</summary>
    public LdFusionNetworkOptions Options { get; }

    /// <inheritdoc/>
    public override string Kind => NetworkName;

    /// <summary>Loads weights from one file that holds encoder and decoder (<c>Enc.…</c>, <c>Dec.…</c>), in evaluation mode.</summary>
    /// <param name="path">A <c>.safetensors</c> or <c>.pt</c> file; its shapes tell the sizes.</param>
    /// <exception cref="InvalidDataException">The file is damaged or holds another network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LdFusionNetwork Load(string path)
    {
        WeightSet weights = WeightSet.Read(path);
        return From(weights, path, "Enc.", weights, path, "Dec.");
    }

    /// <summary>Loads the original's two files, in evaluation mode.</summary>
    /// <param name="encoderPath">The encoder's weights, such as <c>Enc_final.pt</c>.</param>
    /// <param name="decoderPath">The decoder's weights, such as <c>Dec_final.pt</c>.</param>
    /// <exception cref="InvalidDataException">A file is damaged or holds another network.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static LdFusionNetwork Load(string encoderPath, string decoderPath)
        => From(WeightSet.Read(encoderPath), encoderPath, "", WeightSet.Read(decoderPath), decoderPath, "");

    /// <summary>Saves all parameters as 32-bit floats in safetensors.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="metadata">Free text by key, such as a licence.</param>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null) => SafetensorsFile.Write(path, ModuleWeights.Of(this), metadata);

    /// <summary>Fuses a batch of pairs.</summary>
    /// <param name="infrared">[N, 1, H, W], 0–1.</param>
    /// <param name="visible">[N, 1, H, W], 0–1.</param>
    /// <returns>[N, 1, H, W], 0–1.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public override Tensor forward(Tensor infrared, Tensor visible)
    {
        CheckPair(infrared, visible);
        using DisposeScope scope = NewDisposeScope();
        Tensor contents = cat([Enc.content_encoder1.call(visible), Enc.content_encoder2.call(infrared)], 1);
        Tensor styles = cat([Enc.style_encoder1.call(visible), Enc.style_encoder2.call(infrared)], 1).flatten(1);
        Tensor picture = Dec.call(contents, styles).clamp(0, 1);
        return picture.narrow(2, 0, visible.shape[2]).narrow(3, 0, visible.shape[3]).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override byte[] ToOnnx(FusionModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return LdFusionGraph.Build(this, card);
    }

    /// <summary>A convolution whose weights are drawn as the original draws them.</summary>
    internal static Conv2d Convolution(long inputs, long outputs, long kernel, long stride = 1, long padding = 0)
    {
        Conv2d layer = Conv2d(inputs, outputs, kernel, stride: stride, padding: padding);
        init.normal_(layer.weight!, 0, InitialDeviation);
        return layer;
    }

    private static LdFusionNetwork From(WeightSet encoder, string encoderPath, string encoderPrefix, WeightSet decoder, string decoderPath, string decoderPrefix)
    {
        long First(string name) => encoder.Find(encoderPrefix + name) is { Shape: [long length and > 0 and <= 256, ..] }
            ? length
            : throw new InvalidDataException($"'{encoderPath}' has no fitting tensor '{encoderPrefix}{name}'; it does not hold LDFusion's encoder.");
        LdFusionNetworkOptions options = new()
        {
            Width = (int)First("content_encoder1.model.1.weight"),
            StyleLength = (int)First("style_encoder1.model.10.weight"),
        };
        LdFusionNetwork network = new(options);
        try
        {
            ModuleWeights.Take(network.Enc, encoder, encoderPath, name => encoderPrefix + name);
            ModuleWeights.Take(network.Dec, decoder, decoderPath, name => decoderPrefix + name);
            network.eval();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
