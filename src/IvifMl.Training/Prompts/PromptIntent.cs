namespace IvifMl.Training;

/// <summary>What a prompt asks a text-guided fusion for. Every intent has an effect that is computed exactly, so that it can be trained and measured.</summary>
public enum PromptIntent
{
    /// <summary>Nothing in particular: the fusion without text.</summary>
    Neutral,

    /// <summary>Take glare and over-exposure of the visible image away.</summary>
    SuppressGlare,

    /// <summary>Make what is warm stand out.</summary>
    EmphasiseTargets,

    /// <summary>Stay with the brightness and the colours of the visible image.</summary>
    KeepVisible,

    /// <summary>Take fog and haze of the visible image away.</summary>
    ClearHaze,

    /// <summary>Bring light into a dark visible image.</summary>
    BrightenDark,

    /// <summary>Take noise of the infrared image away.</summary>
    RemoveNoise,

    /// <summary>Give a flat picture contrast.</summary>
    RaiseContrast,

    /// <summary>Take stripes of the infrared image away.</summary>
    RemoveStripes,
}
