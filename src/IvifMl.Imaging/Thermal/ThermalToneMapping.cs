using System.Numerics.Tensors;

namespace IvifMl.Imaging;

/// <summary>Which raw values become 0 and 1.</summary>
public enum ToneMappingMode
{
    /// <summary>8-bit files are taken as display-ready (÷ 255); deeper ones go by <see cref="Percentile"/>.</summary>
    Auto,

    /// <summary><see cref="ThermalToneMapping.Low"/> becomes 0, <see cref="ThermalToneMapping.High"/> 1, linear between: comparable from picture to picture.</summary>
    FixedRange,

    /// <summary>
    /// The values at <see cref="ThermalToneMapping.LowPercentile"/> and <see cref="ThermalToneMapping.HighPercentile"/> become 0 and 1, linear between.
    /// </summary>
    Percentile,

    /// <summary>Histogram equalisation with capped counts: large even areas cannot take the whole range, so small warm things keep contrast.</summary>
    PlateauHistogram,
}

/// <summary>What to do with NaN and infinities, as dead pixels of radiometric files leave them.</summary>
public enum NonFiniteHandling
{
    /// <summary>An error that tells the first one's position.</summary>
    Fail,

    /// <summary>They are taken as the smallest finite value of the picture.</summary>
    AsMinimum,
}

/// <summary>
/// How raw infrared (8-, 14- or 16-bit counts, temperatures) becomes a plane of 0–1. Values beyond the chosen range are clamped;
/// a picture of one value becomes zeros, never NaN. Under <see cref="ToneMappingMode.FixedRange"/> a picture of one value maps like any other.
/// </summary>
public sealed record ThermalToneMapping
{
    /// <summary>The default of <see cref="LowPercentile"/>.</summary>
    public const float DefaultLowPercentile = 0.5f;

    /// <summary>The default of <see cref="HighPercentile"/>.</summary>
    public const float DefaultHighPercentile = 99.5f;

    /// <summary>The default of <see cref="Plateau"/>.</summary>
    public const float DefaultPlateau = 2;

    /// <summary>Which raw values become 0 and 1.</summary>
    /// <value>The default is <see cref="ToneMappingMode.Auto"/>.</value>
    public ToneMappingMode Mode { get; init; } = ToneMappingMode.Auto;

    /// <summary>For <see cref="ToneMappingMode.FixedRange"/>: the raw value that becomes 0.</summary>
    /// <value>The default is 0.</value>
    public float Low { get; init; }

    /// <summary>For <see cref="ToneMappingMode.FixedRange"/>: the raw value that becomes 1.</summary>
    /// <value>The default is 65,535.</value>
    public float High { get; init; } = ushort.MaxValue;

    /// <summary>The percentile that becomes 0; between two order statistics it is interpolated linearly.</summary>
    /// <value>The default is 0.5.</value>
    public float LowPercentile { get; init; } = DefaultLowPercentile;

    /// <summary>The percentile that becomes 1.</summary>
    /// <value>The default is 99.5.</value>
    public float HighPercentile { get; init; } = DefaultHighPercentile;

    /// <summary>For <see cref="ToneMappingMode.PlateauHistogram"/>: the cap of a count, as a multiple of the mean count of the bins that are not empty.</summary>
    /// <value>The default is 2. Towards 0 every occupied level gets the same share; very large is full histogram equalisation.</value>
    public float Plateau { get; init; } = DefaultPlateau;

    /// <summary>What to do with NaN and infinities.</summary>
    /// <value>The default is <see cref="NonFiniteHandling.Fail"/>.</value>
    public NonFiniteHandling NonFinite { get; init; } = NonFiniteHandling.Fail;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message says which and what range.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Mode) || !Enum.IsDefined(NonFinite))
        {
            throw new ArgumentException($"Thermal tone mapping knows no mode {Mode} with {NonFinite}.");
        }

        if (!float.IsFinite(Low) || !float.IsFinite(High) || !(Low < High))
        {
            throw new ArgumentException($"The fixed thermal range {Low}…{High} is empty; Low must be below High.");
        }

        if (!(LowPercentile >= 0 && LowPercentile < HighPercentile && HighPercentile <= 100))
        {
            throw new ArgumentException($"The thermal percentiles {LowPercentile} and {HighPercentile} must satisfy 0 ≤ low < high ≤ 100.");
        }

        if (!(Plateau > 0) || float.IsInfinity(Plateau))
        {
            throw new ArgumentException($"The plateau is {Plateau}; it must be a finite multiple above 0.");
        }
    }

    /// <summary>Maps an infrared picture.</summary>
    /// <param name="infrared">Gray, or gray stored as RGB(A); coloured pixels count with their BT.601 luminance.</param>
    /// <returns>A plane of the picture's size, 0–1.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a value is not finite (see <see cref="NonFinite"/>).</exception>
    public Plane Apply(RasterImage infrared)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        if (Mode != ToneMappingMode.Auto || infrared.SampleType != SampleType.UInt8)
        {
            return Apply(Raw(infrared));
        }

        Validate();
        return Bt601.LuminanceOf(infrared, Bt601.White(SampleType.UInt8));
    }

    /// <summary>Maps raw values; <see cref="ToneMappingMode.Auto"/> goes by percentile.</summary>
    /// <param name="raw">Counts or temperatures; not changed.</param>
    /// <returns>A plane of the same size, 0–1.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or a value is not finite (see <see cref="NonFinite"/>).</exception>
    public Plane Apply(Plane raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        Validate();
        Plane finite = Finite(raw);
        if (Mode == ToneMappingMode.FixedRange)
        {
            return Linear(finite, Low, High);
        }

        (double low, double high) = Range(finite.Values);
        return !(low < high) ? new Plane(raw.Height, raw.Width)
            : Mode == ToneMappingMode.PlateauHistogram ? PlateauEqualizer.Apply(finite, low, high, Plateau)
            : Linear(finite, low, high);
    }

    /// <summary>The raw values of an infrared picture as floats: counts stay counts. Gray stored as RGB keeps its values exactly.</summary>
    /// <param name="infrared">Gray, RGB or RGBA.</param>
    public static Plane Raw(RasterImage infrared)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        return Bt601.LuminanceOf(infrared, 1);
    }

    private (double Low, double High) Range(ReadOnlySpan<float> values)
    {
        double low = OrderStatistics.Percentile(values, LowPercentile);
        double high = OrderStatistics.Percentile(values, HighPercentile);

        // A few hot pixels on an even ground lie beyond the percentiles; they must not vanish.
        return low < high ? (low, high) : (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
    }

    private static Plane Linear(Plane raw, double low, double high)
    {
        Plane mapped = new(raw.Height, raw.Width);
        TensorPrimitives.Subtract(raw.Values, (float)low, mapped.Values);
        TensorPrimitives.Multiply(mapped.Values, (float)(1 / (high - low)), mapped.Values);
        TensorPrimitives.Clamp(mapped.Values, 0f, 1f, mapped.Values);
        return mapped;
    }

    private Plane Finite(Plane raw)
    {
        int bad = Imaging.NonFinite.IndexIn(raw.Values);
        if (bad < 0)
        {
            return raw;
        }

        if (NonFinite == NonFiniteHandling.Fail)
        {
            throw new ArgumentException(
                $"The infrared has the value {raw.Array[bad]} at row {bad / raw.Width}, column {bad % raw.Width}. "
                + "Repair the file, or take such pixels as the coldest with ThermalToneMapping.NonFinite = NonFiniteHandling.AsMinimum.",
                nameof(raw));
        }

        float minimum = float.PositiveInfinity;
        foreach (float value in raw.Values)
        {
            minimum = float.IsFinite(value) && value < minimum ? value : minimum;
        }

        Plane finite = raw.Clone();
        foreach (ref float value in finite.Values)
        {
            value = float.IsFinite(value) ? value : float.IsFinite(minimum) ? minimum : 0;
        }

        return finite;
    }
}
