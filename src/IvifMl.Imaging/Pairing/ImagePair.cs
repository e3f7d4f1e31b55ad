namespace IvifMl.Imaging;

/// <summary>Two files that show one scene.</summary>
/// <param name="Name">What the pair is called: its file name without extension, or what the table says.</param>
/// <param name="InfraredPath">The infrared file.</param>
/// <param name="VisiblePath">The visible file.</param>
public sealed record ImagePair(string Name, string InfraredPath, string VisiblePath);

/// <summary>What pairing found.</summary>
/// <param name="Pairs">The pairs of two folders by name in ordinal order; those of a table in its order.</param>
/// <param name="UnpairedInfrared">Infrared files without a visible partner, in ordinal order.</param>
/// <param name="UnpairedVisible">Visible files without an infrared partner, in ordinal order.</param>
public sealed record PairingResult(IReadOnlyList<ImagePair> Pairs, IReadOnlyList<string> UnpairedInfrared, IReadOnlyList<string> UnpairedVisible)
{
    /// <summary>All files without a partner, infrared first.</summary>
    public IReadOnlyList<string> Unpaired => [.. UnpairedInfrared, .. UnpairedVisible];
}
