namespace IvifMl.Evaluation;

/// <summary>Where a method's pictures come from.</summary>
public enum MethodKind
{
    /// <summary>A folder of fused pictures.</summary>
    Folder,

    /// <summary>A fusion model that fuses on the fly.</summary>
    Model,

    /// <summary>Made of the sources without any fusion worth the name; what every method has to beat.</summary>
    Baseline,
}
