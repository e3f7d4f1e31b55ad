namespace IvifMl.Training;

/// <summary>A sentence and what it says.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Says">The statements it makes.</param>
internal sealed record Caption(string Text, CaptionFacts Says)
{
    /// <summary>Whether it is true of a picture with these facts.</summary>
    public bool Fits(CaptionFacts picture) => (picture & Says) == Says;
}
