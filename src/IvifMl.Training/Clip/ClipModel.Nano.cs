namespace IvifMl.Training;

/// <content>The shipped small CLIP.</content>
public sealed partial class ClipModel
{
    private const string NanoResource = "IvifMl.Training.Models." + ClipNano.FileName;

    /// <summary>Loads <c>ivif-clip-nano</c>, the small CLIP of our own that this library carries; <c>models/ivif-clip-nano.md</c> says what it can tell.</summary>
    /// <param name="vocabulary">The vocabulary its texts are encoded with, at most <see cref="ClipConfig.ContextLength"/> tokens long.</param>
    /// <returns>The model in evaluation mode, on the CPU.</returns>
    public static ClipModel LoadNano(out ClipVocabulary vocabulary)
    {
        using Stream stream = typeof(ClipModel).Assembly.GetManifestResourceStream(NanoResource)
            ?? throw new InvalidOperationException($"The assembly carries no {NanoResource}; it was built without models/{ClipNano.FileName}.");
        WeightSet weights = SafetensorsFile.Read(stream, NanoResource);
        vocabulary = ClipVocabulary.FromJson(weights.Metadata[LanguageEncoders.VocabularyKey]);
        return FromWeights(weights, NanoResource);
    }
}
