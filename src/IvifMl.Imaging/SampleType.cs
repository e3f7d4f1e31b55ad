using System.Diagnostics.CodeAnalysis;

namespace IvifMl.Imaging;

/// <summary>How one sample of a <see cref="RasterImage"/> is stored.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The members are types of samples; any other name would hide that.")]
public enum SampleType
{
    /// <summary>8-bit unsigned, 0–255; 255 is white.</summary>
    UInt8,

    /// <summary>16-bit unsigned, 0–65,535: luminance with 65,535 as white, or raw thermal counts.</summary>
    UInt16,

    /// <summary>32-bit floating point: luminance 0–1, or temperatures and other physical values.</summary>
    Float32,
}
