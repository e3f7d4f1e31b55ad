namespace IvifMl.Imaging;

/// <summary>What a file's header claims, read without decoding a pixel.</summary>
/// <param name="Height">Rows, after <paramref name="Orientation"/> is applied, as reading the file gives them.</param>
/// <param name="Width">Columns, after <paramref name="Orientation"/> is applied.</param>
/// <param name="Channels">1 (gray), 3 (RGB) or 4 (RGBA), as reading the file gives them.</param>
/// <param name="SampleType">How a sample is stored, as reading the file gives it.</param>
/// <param name="Orientation">The EXIF orientation, 1–8; 1 is upright.</param>
/// <param name="Format">The file's format, told by its bytes, not by its name.</param>
public sealed record ImageHeader(int Height, int Width, int Channels, SampleType SampleType, int Orientation, ImageFormat Format);
