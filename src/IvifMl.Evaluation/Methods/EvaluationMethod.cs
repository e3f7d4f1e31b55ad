using IvifMl.Imaging;

namespace IvifMl.Evaluation;

/// <summary>One row of the ranking: a name, and for each pair a fused picture.</summary>
public abstract class EvaluationMethod
{
    private protected EvaluationMethod(string name, MethodKind kind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Kind) = (name, kind);
    }

    /// <summary>What tables call the method.</summary>
    public string Name { get; }

    /// <summary>Where its pictures come from.</summary>
    public MethodKind Kind { get; }

    /// <summary>
    /// The four baselines that every evaluation has: the visible as it is, the infrared as it is, the average of both as 8-bit gray
    /// levels rounded half to even, and the brighter of both at each pixel.
    /// </summary>
    public static IReadOnlyList<EvaluationMethod> Baselines { get; } =
    [
        new BaselineMethod("visible", sources => sources.Visible),
        new BaselineMethod("infrared", sources => sources.Infrared),
        new BaselineMethod("average", sources => Combine(sources, (a, b) => (byte)((a + b + (((a + b) >> 1) & 1)) >> 1))),
        new BaselineMethod("maximum", sources => Combine(sources, Math.Max)),
    ];

    /// <summary>A folder of fused pictures, each named as its pair; extensions may differ, and pictures may be missing.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder has no pictures, or two that differ by extension only.</exception>
    public static EvaluationMethod FromFolder(string name, string folder) => new FolderMethod(name, folder);

    /// <summary>A fusion model.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="model">The model; stays the caller's and must live as long as the method is used.</param>
    public static EvaluationMethod FromModel(string name, FusionModel model) => new ModelMethod(name, model);

    /// <summary>Whether the method has a picture of a pair; models and baselines always have.</summary>
    /// <param name="pair">The pair.</param>
    public bool Has(ImagePair pair) => Describe(pair ?? throw new ArgumentNullException(nameof(pair))) is not null;

    /// <summary>Of what the method's picture of a pair is made, beside the sources; null where it has none.</summary>
    internal abstract string? Describe(ImagePair pair);

    /// <summary>The method's picture of a pair.</summary>
    internal abstract RasterImage Picture(ImagePair pair, SourcePictures sources);

    private static RasterImage Combine(SourcePictures sources, Func<byte, byte, byte> combine)
    {
        byte[] levels = sources.InfraredLevels.Levels.ToArray();
        ReadOnlySpan<byte> visible = sources.VisibleLevels.Levels;
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = combine(levels[i], visible[i]);
        }

        return RasterImage.FromBytes(sources.Visible.Height, sources.Visible.Width, 1, levels);
    }

    private sealed class BaselineMethod(string name, Func<SourcePictures, RasterImage> make) : EvaluationMethod(name, MethodKind.Baseline)
    {
        internal override string Describe(ImagePair pair) => Name;

        internal override RasterImage Picture(ImagePair pair, SourcePictures sources) => make(sources);
    }

    private sealed class ModelMethod(string name, FusionModel model) : EvaluationMethod(name, MethodKind.Model)
    {
        internal override string Describe(ImagePair pair) => model.Sha256;

        internal override RasterImage Picture(ImagePair pair, SourcePictures sources)
            => model.Fuse((model.ToneMapping ?? new ThermalToneMapping()).Apply(sources.InfraredAsStored), sources.Visible);
    }
}
