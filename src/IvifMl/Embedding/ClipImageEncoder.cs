using IvifMl.Imaging;
using IvifMl.Mapping;
using Microsoft.ML.OnnxRuntime;

namespace IvifMl;

/// <summary>The image tower of a CLIP on ONNX Runtime: pictures to embeddings of unit length. Safe for use from several threads.</summary>
public sealed class ClipImageEncoder : IDisposable
{
    private static readonly string[] PictureInputs = [ColumnNames.Rgb, ColumnNames.RgbShape];
    private static readonly string[] TowerInputs = [ColumnNames.ClipPixels];

    private readonly ClipImagePackage _package;
    private readonly Lazy<VectorSession> _resize;
    private readonly Lazy<VectorSession> _tower;

    private ClipImageEncoder(ClipImagePackage package)
    {
        _package = package;
        _resize = new Lazy<VectorSession>(() => new VectorSession(package.Pixels, ColumnNames.ClipPixels));
        _tower = new Lazy<VectorSession>(() => new VectorSession(package.Graph, ColumnNames.Embedding));
    }

    /// <summary>The tower's name as its metadata tells it.</summary>
    public string Name => _package.Tower.Name;

    /// <summary>D, the length of an embedding.</summary>
    public int Dimension => _package.Tower.Dimension;

    /// <summary>S, the side to which pictures are resized: bilinearly, without antialias and without keeping the aspect ratio, as in the training losses.</summary>
    public int Resolution => _package.Tower.Resolution;

    /// <summary>SHA-256 of the tower's ONNX file in lower-case hexadecimal.</summary>
    public string Sha256 => _package.Sha256;

    /// <summary>Loads an image tower.</summary>
    /// <param name="modelPath">
    /// An ONNX file of the contract <c>ivif.clip-image/1</c>, as <c>ivif export clip</c> writes it; null for the small CLIP that the package ships.
    /// </param>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no image tower.</exception>
    public static ClipImageEncoder Load(string? modelPath = null) => new(ClipImagePackage.Load(modelPath));

    /// <summary>The embedding of a picture.</summary>
    /// <param name="image">Any size and depth; gray is repeated, alpha dropped. Map thermal counts first (<see cref="ThermalToneMapping"/>).</param>
    /// <returns><see cref="Dimension"/> values, of unit length.</returns>
    public float[] Embed(RasterImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        float[] planes = RgbPlanes.Of(image);
        using OrtValue rgb = OrtValue.CreateTensorValueFromMemory(planes, [1, planes.Length]);
        using OrtValue shape = OrtValue.CreateTensorValueFromMemory(RgbPlanes.ShapeOf(image), [1, 4]);
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(_resize.Value.Run(PictureInputs, rgb, shape), [1, 3, Resolution, Resolution]);
        return _tower.Value.Run(TowerInputs, pixels);
    }

    /// <summary>Releases the scoring sessions.</summary>
    public void Dispose()
    {
        foreach (Lazy<VectorSession> session in (Lazy<VectorSession>[])[_resize, _tower])
        {
            if (session.IsValueCreated)
            {
                session.Value.Dispose();
            }
        }
    }
}
