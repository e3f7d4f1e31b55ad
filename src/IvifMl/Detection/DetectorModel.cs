using IvifMl.Imaging;
using IvifMl.Mapping;
using IvifMl.Metrics;
using IvifMl.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl;

/// <summary>
/// An object detector with YOLOX's heads, ready to look at pictures in memory: shipped, from an ONNX file, or out of a saved ML.NET model.
/// Safe for use from several threads.
/// </summary>
public sealed class DetectorModel : IDisposable
{
    private static readonly string[] Inputs = [ColumnNames.DetectorPixels];

    private readonly byte[] _packaged;
    private readonly Lazy<VectorSession> _session;

    private DetectorModel(byte[] packaged)
    {
        _packaged = packaged;
        Info = OnnxModelInfo.Read(packaged);
        Settings = DetectorPackage.SettingsOf(Info);
        Sha256 = ClipTower.Sha256(packaged);
        _session = new Lazy<VectorSession>(() => new VectorSession(packaged, ColumnNames.DetectorHeads));
    }

    /// <summary>The graph's inputs, outputs, size and metadata (<c>ivif.*</c>).</summary>
    public OnnxModelInfo Info { get; }

    /// <summary>The model's name as its metadata tells it, else that of its file.</summary>
    public string Name => Settings.Contract.Name;

    /// <summary>Names of the classes that it knows, in the order of their columns.</summary>
    public IReadOnlyList<string> Classes => Settings.Contract.Classes;

    /// <summary>Columns of the input into which pictures are letterboxed.</summary>
    public int InputWidth => Settings.Contract.Width;

    /// <summary>Rows of the input.</summary>
    public int InputHeight => Settings.Contract.Height;

    /// <summary>The least score of a detection.</summary>
    public float ScoreThreshold => Settings.ScoreThreshold;

    /// <summary>The largest IoU of two detections of one class.</summary>
    public float NmsThreshold => Settings.NmsThreshold;

    /// <summary>SHA-256 of the graph with its options, in hexadecimal: equal for models that give equal detections.</summary>
    public string Sha256 { get; }

    internal DetectorSettings Settings { get; }

    /// <summary>The detector that the package ships, with default options.</summary>
    /// <param name="name">One of <see cref="ShippedDetectors.Names"/>.</param>
    /// <exception cref="FileNotFoundException">No detector of this name is shipped.</exception>
    public static DetectorModel Shipped(string name = ShippedDetectors.Default) => FromOptions(new DetectionOptions { ModelPath = name });

    /// <summary>A detector by options; the column names do not matter here.</summary>
    /// <exception cref="FileNotFoundException"><see cref="DetectionOptions.ModelPath"/> is not there.</exception>
    /// <exception cref="InvalidDataException">The file has no such heads, or not those of the layout.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a layout is given for a file that has metadata, or a class is to be reported that the model does not know.</exception>
    public static DetectorModel FromOptions(DetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return FromGraph(ShippedDetectors.ReadFile(options.ModelPath), options.ModelPath ?? ShippedDetectors.Default, options);
    }

    /// <summary>A detector from a file: an ONNX graph with YOLOX's heads, or a saved ML.NET model with a detection step, whose options are kept.</summary>
    /// <param name="path">The file, whose content decides, or the name of a shipped detector (<see cref="ShippedDetectors.Names"/>).</param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is neither.</exception>
    public static DetectorModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes = ShippedDetectors.ReadFile(path);
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            return FromGraph(bytes, path, new DetectionOptions { ModelPath = path });
        }

        using var zip = new MemoryStream(bytes);
        return FromZip(zip, path);
    }

    /// <summary>The detection step of a transformer: of one just fitted or of one that <c>mlContext.Model.Load</c> gave back.</summary>
    /// <param name="model">A <see cref="DetectionTransformer"/>, or a chain that holds one; stays the caller's.</param>
    /// <exception cref="InvalidDataException">It holds no detection step, or more than one.</exception>
    public static DetectorModel From(ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ImageColumns.Register();

        // A loaded step shows nothing of its graph; saving it does.
        using var zip = new MemoryStream();
        new MLContext().Model.Save(model, null, zip);
        zip.Position = 0;
        return FromZip(zip, "The transformer");
    }

    /// <summary>The same detector with other thresholds; this one stays as it is.</summary>
    /// <param name="scoreThreshold">The least score of a detection, 0–1.</param>
    /// <param name="nmsThreshold">The largest IoU of two detections of one class, 0–1.</param>
    /// <exception cref="ArgumentException">A threshold is out of range.</exception>
    public DetectorModel WithThresholds(float scoreThreshold, float nmsThreshold)
    {
        DetectionOptions.RequireShare(scoreThreshold, nameof(scoreThreshold));
        DetectionOptions.RequireShare(nmsThreshold, nameof(nmsThreshold));
        return new DetectorModel(DetectorPackage.Repack(_packaged, Settings with { ScoreThreshold = scoreThreshold, NmsThreshold = nmsThreshold }));
    }

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">Any size and depth; gray is repeated, alpha dropped. Map thermal counts first (<see cref="ThermalToneMapping"/>).</param>
    /// <returns>Class, box in pixels of the picture, clipped to it, and score (0–1) of each object; best score first.</returns>
    /// <exception cref="InvalidDataException">The graph gave something else than the heads that it should have.</exception>
    public IReadOnlyList<DetectedBox> Detect(RasterImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        float[] planes = DetectorSteps.Input(picture, Settings.Contract);
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(planes, [1, planes.Length]);
        return DetectorSteps.Detections(_session.Value.Run(Inputs, pixels), Settings, picture.Height, picture.Width);
    }

    /// <inheritdoc cref="Detect(RasterImage)"/>
    public IReadOnlyList<DetectedBox> Detect(MLImage picture) => Detect(picture.ToRasterImage());

    /// <summary>Releases the scoring session.</summary>
    public void Dispose()
    {
        if (_session.IsValueCreated)
        {
            _session.Value.Dispose();
        }
    }

    internal byte[] Packaged() => _packaged;

    private static DetectorModel FromGraph(byte[] graph, string path, DetectionOptions options)
    {
        DetectorFile file = ClipTower.Check(graph, path, info => DetectorFile.Of(info, options.Layout, Path.GetFileNameWithoutExtension(path)));
        if (options.Classes.FirstOrDefault(name => !file.Contract.Classes.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"'{file.Contract.Name}' does not know the class '{unknown}'; it knows {string.Join(", ", file.Contract.Classes)}.");
        }

        DetectorSettings settings = new(file.Contract, file.BoxesAreDecoded, options.ScoreThreshold, options.NmsThreshold, options.MaximumDetections, options.Classes);
        return new DetectorModel(DetectorPackage.Pack(graph, file, settings));
    }

    private static DetectorModel FromZip(Stream zip, string name)
    {
        byte[][] detectors = [.. FusionPackage.GraphsIn(zip).Where(g => DetectorPackage.IsPackage(OnnxModelInfo.Read(g)))];
        return detectors.Length == 1 ? new DetectorModel(detectors[0]) : throw new InvalidDataException(detectors.Length == 0
            ? $"{name} holds no detection step. Put DetectObjects into the pipeline, fit and save it again."
            : $"{name} holds {detectors.Length} detection steps; take the one you mean out of the chain.");
    }
}
