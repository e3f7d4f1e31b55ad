using System.Globalization;

namespace IvifMl.Training;

/// <content>Weight files.</content>
public sealed partial class ClipModel
{
    /// <summary>Metadata key of the number of heads in the vision tower; shapes do not tell it.</summary>
    internal const string VisionHeadsKey = "ivif.clip.vision_heads";

    /// <summary>Metadata key of the number of heads in the text tower.</summary>
    internal const string TextHeadsKey = "ivif.clip.text_heads";

    /// <summary>Loads a model in 32-bit floats on the CPU, in evaluation mode; its sizes follow from the shapes.</summary>
    /// <param name="path">A <c>.safetensors</c> file, or OpenAI's <c>.pt</c> (state dict or TorchScript archive). No code in it is executed.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or its tensors are not those of a CLIP with a vision transformer.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ClipModel Load(string path) => Load(path, out _);

    /// <summary>As <see cref="Load(string)"/>, and hands out the file's metadata.</summary>
    /// <param name="path">The file.</param>
    /// <param name="metadata">Free text by key; empty where the file has none.</param>
    public static ClipModel Load(string path, out IReadOnlyDictionary<string, string> metadata)
    {
        WeightSet weights = WeightSet.Read(path);
        metadata = weights.Metadata;
        return FromWeights(weights, path);
    }

    /// <summary>Saves all parameters as 32-bit floats in safetensors, under OpenAI's names.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="metadata">Free text by key, such as a vocabulary or a licence; the numbers of heads are added.</param>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Dictionary<string, string> all = new(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            [VisionHeadsKey] = Config.VisionHeads.ToString(CultureInfo.InvariantCulture),
            [TextHeadsKey] = Config.TextHeads.ToString(CultureInfo.InvariantCulture),
        };
        SafetensorsFile.Write(path, ToWeights(), all);
    }

    private static ClipModel FromWeights(WeightSet weights, string what)
    {
        ClipModel model = new(ClipShapes.ConfigOf(weights, what));
        try
        {
            ModuleWeights.Take(model, weights, what);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The parameters as managed data, under OpenAI's names.</summary>
    internal IEnumerable<WeightTensor> ToWeights() => ModuleWeights.Of(this);
}
