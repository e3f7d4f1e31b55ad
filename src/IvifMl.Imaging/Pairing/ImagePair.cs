namespace IvifMl.Imaging;

/// <summary>Two files that show one scene.</summary>
/// <param name="Name">What the pair is called: its file name without extension, or what the table says.</param>
/// <param name="InfraredPath">The infrared file.</param>
/// <param name="VisiblePath">The visible file.</param>
public sealed record ImagePair(string Name, string InfraredPath, string VisiblePath);

/// <summary>What pairing two folders found.</summary>
/// <param name="Pairs">The pairs, by name in ordinal order.</param>
/// <param name="UnpairedInfrared">Infrared files without a visible partner, in ordinal order.</param>
/// <param name="UnpairedVisible">Visible files without an infrared partner, in ordinal order.</param>
public sealed record ImagePairing(IReadOnlyList<ImagePair> Pairs, IReadOnlyList<string> UnpairedInfrared, IReadOnlyList<string> UnpairedVisible);
