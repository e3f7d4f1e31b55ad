using System.Collections.Concurrent;
using IvifMl.Imaging;

namespace IvifMl.Metrics;

/// <summary>
/// The two sources and one fused image of a scene, all of one size, with the intermediate results that several metrics share
/// (joint histograms, exact sums). They are computed on first use and kept. Thread-safe.
/// </summary>
public sealed class FusionImages
{
    private readonly Lazy<JointHistogram> _infraredJoint;
    private readonly Lazy<JointHistogram> _visibleJoint;
    private readonly Lazy<FusionSums> _sums;
    private readonly ConcurrentDictionary<object, object> _shared = new();

    /// <summary>An image set.</summary>
    /// <param name="infrared">The infrared source.</param>
    /// <param name="visible">The visible source (its luminance); same size.</param>
    /// <param name="fused">The fused image (its luminance); same size.</param>
    /// <exception cref="ArgumentException">Sizes differ.</exception>
    public FusionImages(GrayImage infrared, GrayImage visible, GrayImage fused)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        RequireSize(infrared, visible, nameof(visible));
        RequireSize(infrared, fused, nameof(fused));
        (Infrared, Visible, Fused) = (infrared, visible, fused);
        _infraredJoint = new(() => new(Infrared, Fused));
        _visibleJoint = new(() => new(Visible, Fused));
        _sums = new(() => FusionSums.Of(this));
    }

    /// <summary>The infrared source.</summary>
    public GrayImage Infrared { get; }

    /// <summary>The visible source.</summary>
    public GrayImage Visible { get; }

    /// <summary>The fused image.</summary>
    public GrayImage Fused { get; }

    /// <summary>Rows of each image.</summary>
    public int Height => Fused.Height;

    /// <summary>Columns of each image.</summary>
    public int Width => Fused.Width;

    /// <summary>Joint histogram of infrared and fused.</summary>
    internal JointHistogram InfraredJoint => _infraredJoint.Value;

    /// <summary>Joint histogram of visible and fused.</summary>
    internal JointHistogram VisibleJoint => _visibleJoint.Value;

    /// <summary>Exact sums and sums of products.</summary>
    internal FusionSums Sums => _sums.Value;

    /// <summary>An image set of planes.</summary>
    /// <param name="infrared">Infrared, 0–1.</param>
    /// <param name="visible">Luminance of the visible image, 0–1; same size.</param>
    /// <param name="fused">Luminance of the fused image, 0–1; same size.</param>
    /// <exception cref="ArgumentException">Sizes differ, or a value is NaN.</exception>
    public static FusionImages FromPlanes(Plane infrared, Plane visible, Plane fused)
        => new(GrayImage.FromPlane(infrared), GrayImage.FromPlane(visible), GrayImage.FromPlane(fused));

    /// <summary>A result that several metrics need, computed by the first of them.</summary>
    /// <param name="key">What it is: equal keys are equal results.</param>
    /// <param name="compute">How to compute it.</param>
    internal T Shared<T>(object key, Func<T> compute)
        where T : notnull
        => (T)((Lazy<object>)_shared.GetOrAdd(key, _ => new Lazy<object>(() => compute()))).Value;

    private static void RequireSize(GrayImage first, GrayImage other, string name)
    {
        ArgumentNullException.ThrowIfNull(other, name);
        if (!other.HasSizeOf(first))
        {
            throw new ArgumentException(
                $"The {name} image is {other.Width}×{other.Height}, the infrared {first.Width}×{first.Height}; a fused image and its sources must have one size. Align or resize them first.",
                name);
        }
    }
}
