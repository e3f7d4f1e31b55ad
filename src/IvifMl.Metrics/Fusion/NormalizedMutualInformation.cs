namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators normalise mutual information.</summary>
public enum NormalizedMutualInformationVariant
{
    /// <summary>Each source's share by its own and the fused image's entropy, the definition.</summary>
    PerSource,

    /// <summary>2 (I(F; A) + I(F; B))/(H(A) + H(B)). IVIF_ZOO.</summary>
    SourceEntropies,
}

/// <summary>
/// NMI = 2 (I(F; A)/(H(F) + H(A)) + I(F; B)/(H(F) + H(B))). 0 to 2, higher is better; unlike MI it does not grow with the images' own
/// entropy. Undefined (null) where both entropies of a denominator are 0. Source: Hossny, Nahavandi and Creighton 2008.
/// </summary>
/// <example>A = F with two equally frequent levels, B constant: 2 (1/(1 + 1) + 0/(1 + 0)) = 1.</example>
public static class NormalizedMutualInformation
{
    /// <summary>Normalised mutual information with both sources, or null for 0/0.</summary>
    public static double? Of(FusionImages images, NormalizedMutualInformationVariant variant = NormalizedMutualInformationVariant.PerSource)
    {
        ArgumentNullException.ThrowIfNull(images);
        double infrared = Entropy.Of(images.Infrared);
        double visible = Entropy.Of(images.Visible);
        double fused = Entropy.Of(images.Fused);
        double infraredInformation = MutualInformation.OfPair(images.Infrared, images.Fused, images.InfraredJoint, saturated: false);
        double visibleInformation = MutualInformation.OfPair(images.Visible, images.Fused, images.VisibleJoint, saturated: false);
        return variant == NormalizedMutualInformationVariant.SourceEntropies
            ? Share(infraredInformation + visibleInformation, infrared + visible)
            : Share(infraredInformation, infrared + fused) + Share(visibleInformation, visible + fused);
    }

    private static double? Share(double information, double entropy) => entropy > 0 ? 2 * information / entropy : null;
}
