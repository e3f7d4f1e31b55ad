namespace IvifMl.Metrics;

/// <summary>The ways in which evaluators compute mutual information.</summary>
public enum MutualInformationVariant
{
    /// <summary>In bits, the definition.</summary>
    Bits,

    /// <summary>In nats: bits · ln 2. CDDFuse and VIFB.</summary>
    Nats,

    /// <summary>
    /// In bits, with levels 254 and 255 counted as one in the joint histogram only, because the evaluator adds 1 to uint8 levels
    /// before it counts. The Tang toolbox. Up to 0.04 above the definition on its own table.
    /// </summary>
    SaturatedBits,
}

/// <summary>
/// MI = I(F; A) + I(F; B), with I(F; A) = H(F) + H(A) − H(F, A) over 256 × 256 levels. In bits 0 to 16; higher means that the
/// fused image tells more about its sources; a copy of one source scores high. Source: Qu, Zhang and Yan 2002.
/// </summary>
/// <example>A = F with two equally frequent levels, B constant: I(F; A) = 1 bit, I(F; B) = 0, MI = 1 bit.</example>
public static class MutualInformation
{
    /// <summary>Mutual information of the fused image with both sources.</summary>
    public static double Of(FusionImages images, MutualInformationVariant variant = MutualInformationVariant.Bits)
    {
        ArgumentNullException.ThrowIfNull(images);
        bool saturated = variant == MutualInformationVariant.SaturatedBits;
        double bits = OfPair(images.Infrared, images.Fused, images.InfraredJoint, saturated)
            + OfPair(images.Visible, images.Fused, images.VisibleJoint, saturated);
        return variant == MutualInformationVariant.Nats ? bits * Math.Log(2) : bits;
    }

    /// <summary>I(F; source) in bits.</summary>
    internal static double OfPair(GrayImage source, GrayImage fused, JointHistogram joint, bool saturated)
    {
        JointHistogram counted = saturated ? joint.WithSaturatedIncrement() : joint;
        return Entropy.Of(source) + Entropy.Of(fused) - Entropy.Of(counted, fused.Length);
    }
}
