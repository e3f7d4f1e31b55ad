using System.Security.Cryptography;
using IvifMl.Imaging;
using IvifMl.Mapping;
using IvifMl.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace IvifMl;

/// <summary>A fusion graph with its options, ready to fuse pairs in memory: shipped, from an ONNX file, or out of a saved ML.NET model.</summary>
public sealed partial class FusionModel : IDisposable
{
    private readonly byte[] _packaged;
    private readonly Lazy<FusionSession> _session;

    private FusionModel(byte[] packaged, FusionPrompts prompts, ThermalToneMapping? toneMapping = null)
    {
        _packaged = packaged;
        Info = OnnxModelInfo.Read(packaged);
        (Picture, Alignment) = FusionPackage.SettingsOf(Info);
        Prompts = prompts;
        Prompt = FusionPackage.TextOf(Info).Prompt;
        ToneMapping = toneMapping;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(packaged));
        _session = new Lazy<FusionSession>(() => CreateSession(threads: 0));
    }

    /// <summary>The graph's inputs, outputs, size and metadata (<c>ivif.*</c>).</summary>
    public OnnxModelInfo Info { get; }

    /// <summary>The model's name as its metadata tells it.</summary>
    public string Name => Info.Metadata.GetValueOrDefault(FusionContract.NameKey, Info.GraphName);

    /// <summary>What the fused picture's colours are.</summary>
    public FusedColour Colour => Picture.Colour;

    /// <summary>How hot regions are painted; null where they are not.</summary>
    public HotRegionOverlay? HotRegions => Picture.HotRegions;

    /// <summary>How thermal counts become 0–1, where the saved model said so with <c>LoadThermalImages</c>.</summary>
    public ThermalToneMapping? ToneMapping { get; }

    /// <summary>SHA-256 of the graph with its options, in hexadecimal: equal for models that give equal pictures.</summary>
    public string Sha256 { get; }

    internal PictureSettings Picture { get; }

    internal PairAlignment Alignment { get; }

    /// <summary>The model that the package ships, with default options.</summary>
    /// <param name="name">One of <see cref="ShippedModels.Names"/>.</param>
    /// <exception cref="FileNotFoundException">No model of this name is shipped.</exception>
    public static FusionModel Shipped(string name = ShippedModels.Default) => ShippedModels.Contains(name)
        ? FromOptions(new FusionOptions { ModelPath = name })
        : throw new FileNotFoundException($"No model '{name}' is shipped; there are {string.Join(", ", ShippedModels.Names)}.", name);

    /// <summary>A model by options; the column names do not matter here.</summary>
    /// <exception cref="FileNotFoundException"><see cref="FusionOptions.ModelPath"/> or <see cref="FusionOptions.TextEncoderPath"/> is not there.</exception>
    /// <exception cref="InvalidDataException">A file is no fusion model or no text tower.</exception>
    /// <exception cref="ArgumentException">A prompt for a model that takes none, or a text tower that is not the model's.</exception>
    public static FusionModel FromOptions(FusionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        string path = options.ModelPath ?? ShippedModels.Default;
        return FromGraph(ReadFile(path), path, options);
    }

    /// <summary>A model from a file: an ONNX graph that keeps <c>ivif.fusion/1</c>, or a saved ML.NET model with a fusion step.</summary>
    /// <param name="path">The file, whose content decides, or the name of a shipped model (<see cref="ShippedModels.Names"/>).</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is neither.</exception>
    public static FusionModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes = ReadFile(path);
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            return FromOptions(new FusionOptions { ModelPath = path });
        }

        using var zip = new MemoryStream(bytes);
        return FromZip(zip, path);
    }

    /// <summary>The fusion step of a transformer: of one just fitted or of one that <c>mlContext.Model.Load</c> gave back.</summary>
    /// <param name="model">A <see cref="FusionTransformer"/>, or a chain that holds one; stays the caller's.</param>
    /// <exception cref="InvalidDataException">It holds no fusion step, or more than one.</exception>
    public static FusionModel From(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ImageColumns.Register();

        // A loaded step shows nothing of its graph; saving it does.
        using var zip = new MemoryStream();
        new MLContext().Model.Save(model, null, zip);
        zip.Position = 0;
        return FromZip(zip, "The transformer");
    }

    /// <summary>Fuses one pair.</summary>
    /// <param name="infrared">The infrared, 0–1.</param>
    /// <param name="visible">The visible, 8- or 16-bit or float, 1, 3 or 4 channels.</param>
    /// <returns>8-bit, of the visible's size.</returns>
    /// <exception cref="ImageSizeMismatchException">The sizes differ and the options do not say what to do.</exception>
    public RasterImage Fuse(Plane infrared, RasterImage visible) => Fuse(_session.Value, infrared, visible);

    /// <summary>Fuses one pair.</summary>
    /// <param name="infrared">The infrared, tone-mapped; stays the caller's.</param>
    /// <param name="visible">The visible; stays the caller's.</param>
    /// <returns>A new picture of the visible's size; the caller disposes it.</returns>
    /// <exception cref="ImageSizeMismatchException">The sizes differ and the options do not say what to do.</exception>
    public MLImage Fuse(MLImage infrared, MLImage visible) => Fuse(Bt601.Luminance(infrared.ToRasterImage()), visible.ToRasterImage()).ToMLImage();

    /// <summary>Scores one pair: the graph alone, without colours.</summary>
    /// <param name="infrared">The infrared, 0–1.</param>
    /// <param name="luminance">The visible's BT.601 luminance, 0–1, of the same size.</param>
    /// <returns>The fused luminance, 0–1.</returns>
    public Plane Score(Plane infrared, Plane luminance)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(luminance);
        return _session.Value.Score(FusionSteps.Align(infrared, luminance.Height, luminance.Width, Alignment), luminance).Luminance;
    }

    /// <summary>Releases the scoring sessions.</summary>
    public void Dispose()
    {
        Prompts.Dispose();
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }

    /// <summary>A model of a graph in memory.</summary>
    internal static FusionModel FromGraph(byte[] graph, string name, FusionOptions? options = null)
    {
        options ??= new FusionOptions();
        FusionContract contract = Check(graph, name);
        FusionPrompts prompts = new(contract.Text, contract.Name, () => ClipTextPackage.Load(options.TextEncoderPath), isNamed: options.TextEncoderPath is not null);
        try
        {
            float[]? text = prompts.Embed(options.Prompt);
            return new FusionModel(FusionPackage.Pack(graph, options.Picture, options.Alignment, options.Prompt, text), prompts);
        }
        catch
        {
            prompts.Dispose();
            throw;
        }
    }

    /// <summary>A model of what <see cref="Packaged"/> gave.</summary>
    internal static FusionModel FromPackage(byte[] packaged) => FromPackage(packaged, tower: null, toneMapping: null);

    internal byte[] Packaged() => _packaged;

    internal FusionSession CreateSession(int threads) => new(_packaged, threads);

    internal RasterImage Fuse(FusionSession session, Plane infrared, RasterImage visible, float[]? text = null)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(visible);
        Plane luminance = Bt601.Luminance(visible);
        Plane aligned = FusionSteps.Align(infrared, visible.Height, visible.Width, Alignment);
        return FusionSteps.Compose(visible, session.Score(aligned, luminance, text), aligned, Picture);
    }

    private static FusionModel FromZip(Stream zip, string name)
    {
        (byte[] Bytes, OnnxModelInfo Info)[] graphs = [.. FusionPackage.GraphsIn(zip).Select(g => (g, OnnxModelInfo.Read(g)))];
        (byte[] Bytes, OnnxModelInfo Info)[] fusions = [.. graphs.Where(g => FusionPackage.IsPackage(g.Info))];
        if (fusions.Length != 1)
        {
            throw new InvalidDataException(fusions.Length == 0
                ? $"{name} holds no fusion step. Put FuseInfraredVisible into the pipeline, fit and save it again."
                : $"{name} holds {fusions.Length} fusion steps; take the one you mean out of the chain.");
        }

        ThermalToneMapping[] mappings = [.. graphs.Select(g => SettingsGraph.ToneMappingOf(g.Info)).OfType<ThermalToneMapping>()];
        return FromPackage(fusions[0].Bytes, FusionPrompts.TowerIn(graphs, FusionPackage.TextOf(fusions[0].Info).Text), mappings.Length == 1 ? mappings[0] : null);
    }

    private static FusionModel FromPackage(byte[] packaged, ClipTextPackage? tower, ThermalToneMapping? toneMapping)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(packaged);
        string name = info.Metadata.GetValueOrDefault(FusionContract.NameKey, info.GraphName);
        FusionPrompts prompts = new(FusionPackage.TextOf(info).Text, name, () => tower ?? ClipTextPackage.Load(null), isNamed: false);
        return new FusionModel(packaged, prompts, toneMapping);
    }

    private static FusionContract Check(byte[] graph, string name)
    {
        try
        {
            return FusionContract.Check(OnnxModelInfo.Read(graph));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
    }

    private static byte[] ReadFile(string path) => File.Exists(path) ? File.ReadAllBytes(path)
        : ShippedModels.Contains(path) ? ShippedModels.Read(path)
        : throw new FileNotFoundException($"The fusion model '{path}' is not there. Name an ONNX file, a saved ML.NET zip or a shipped model ({string.Join(", ", ShippedModels.Names)}), or leave it out to use {ShippedModels.Default}.", path);
}
