namespace IvifMl.Training;

/// <summary>The files that the small CLIP is shipped as.</summary>
internal static class ClipNanoFiles
{
    private const string ImageTowerName = "ivif-clip-nano-image.onnx";
    private const string TextTowerName = "ivif-clip-nano-text.onnx";

    /// <summary>Writes the weights with their vocabulary, and both towers as ONNX.</summary>
    /// <param name="weights">What <see cref="ClipNanoTrainer"/> wrote.</param>
    /// <param name="folder">Where the files go.</param>
    public static void Write(string weights, string folder)
    {
        using ClipModel model = ClipModel.Load(weights, out IReadOnlyDictionary<string, string> metadata);
        Dictionary<string, string> about = new(StringComparer.Ordinal)
        {
            ["ivif.name"] = "ivif-clip-nano",
            ["ivif.licence"] = "MIT",
            ["ivif.training_data"] = "rendered scenes; MSRS pairs published under MIT; OmniFuse (MIT); CLIP text embeddings of nouns (Apache-2.0)",
        };
        Dictionary<string, string> withVocabulary = new(about, StringComparer.Ordinal) { [ClipNano.VocabularyKey] = metadata[ClipNano.VocabularyKey] };
        Directory.CreateDirectory(folder);
        model.Save(Path.Combine(folder, ClipNano.FileName), withVocabulary);
        File.WriteAllBytes(Path.Combine(folder, ImageTowerName), ClipOnnxExport.ImageTower(model, about));
        File.WriteAllBytes(Path.Combine(folder, TextTowerName), ClipOnnxExport.TextTower(model, withVocabulary));
    }
}
