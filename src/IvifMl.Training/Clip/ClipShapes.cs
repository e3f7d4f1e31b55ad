using System.Globalization;

namespace IvifMl.Training;

/// <summary>The sizes of a CLIP model from the shapes of its tensors, as OpenAI's <c>build_model</c> finds them.</summary>
internal static class ClipShapes
{
    /// <summary>More blocks than any published tower has; a file that claims more is damaged.</summary>
    private const int MostLayers = 256;

    internal static ClipConfig ConfigOf(WeightSet weights, string path)
    {
        if (weights.Find("visual.layer1.0.conv1.weight") is not null)
        {
            throw new InvalidDataException($"'{path}' holds a CLIP with a ResNet. Use one with a vision transformer: ViT-B/32, ViT-B/16 or ViT-L/14.");
        }

        long[] patches = Sizes(weights, "visual.conv1.weight", 4, path);
        long[] positions = Sizes(weights, "visual.positional_embedding", 2, path);
        long[] projection = Sizes(weights, "text_projection", 2, path);
        long[] tokens = Sizes(weights, "token_embedding.weight", 2, path);
        int grid = (int)Math.Round(Math.Sqrt(positions[0] - 1));
        if ((grid * (long)grid) + 1 != positions[0])
        {
            throw new InvalidDataException($"'{path}': {positions[0]} positions of the vision tower are no square of patches and a class token.");
        }

        ClipConfig config = new()
        {
            EmbedDimension = (int)projection[1],
            ImageResolution = checked(grid * (int)patches[2]),
            VisionLayers = Layers(weights, "visual.transformer.resblocks."),
            VisionWidth = (int)patches[0],
            VisionPatch = (int)patches[2],
            VisionHeads = Heads(weights, ClipModel.VisionHeadsKey, patches[0], path),
            ContextLength = (int)Sizes(weights, "positional_embedding", 2, path)[0],
            VocabularySize = (int)tokens[0],
            TextWidth = (int)tokens[1],
            TextHeads = Heads(weights, ClipModel.TextHeadsKey, tokens[1], path),
            TextLayers = Layers(weights, "transformer.resblocks."),
        };
        try
        {
            config.Validate();
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidDataException($"'{path}' does not hold one whole CLIP model: {error.Message}", error);
        }

        RequireBlocks(weights, config, path);
        return config;
    }

    internal static WeightTensor Require(WeightSet weights, string name, string path) => weights.Find(name)
        ?? throw new InvalidDataException(
            $"'{path}' has no tensor '{name}'; it is not a CLIP with a vision transformer under OpenAI's parameter names. docs/models.md lists files that fit.");

    // Before any memory is taken for the model: the sizes that multiply must be those of tensors that are there.
    private static void RequireBlocks(WeightSet weights, ClipConfig config, string path)
    {
        for (int layer = 0; layer < config.VisionLayers; layer++)
        {
            RequireSize(weights, $"visual.transformer.resblocks.{layer}.attn.in_proj_weight", 3L * config.VisionWidth, config.VisionWidth, path);
        }

        for (int layer = 0; layer < config.TextLayers; layer++)
        {
            RequireSize(weights, $"transformer.resblocks.{layer}.attn.in_proj_weight", 3L * config.TextWidth, config.TextWidth, path);
        }

        RequireSize(weights, "text_projection", config.TextWidth, config.EmbedDimension, path);
        RequireSize(weights, "visual.proj", config.VisionWidth, config.EmbedDimension, path);
    }

    private static void RequireSize(WeightSet weights, string name, long rows, long columns, string path)
    {
        if (Require(weights, name, path).Shape is not [long height, long width] || height != rows || width != columns)
        {
            throw new InvalidDataException($"'{path}': tensor '{name}' is not [{rows}, {columns}] as the other tensors ask. Download the file again.");
        }
    }

    private static long[] Sizes(WeightSet weights, string name, int dimensions, string path)
    {
        long[] sizes = [.. Require(weights, name, path).Shape];
        return sizes.Length == dimensions && Array.TrueForAll(sizes, size => size is > 0 and < int.MaxValue)
            ? sizes
            : throw new InvalidDataException($"'{path}': tensor '{name}' is [{string.Join(", ", sizes)}]; a CLIP needs {dimensions} dimensions there.");
    }

    private static int Layers(WeightSet weights, string prefix) =>
        Enumerable.Range(0, MostLayers).TakeWhile(layer => weights.Find($"{prefix}{layer}.ln_1.weight") is not null).Count();

    private static int Heads(WeightSet weights, string key, long width, string path)
    {
        if (!weights.Metadata.TryGetValue(key, out string? text))
        {
            return ClipConfig.DefaultHeads((int)width);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int heads) && heads > 0
            ? heads
            : throw new InvalidDataException($"'{path}': metadata '{key}' is '{text}', not a number of heads.");
    }
}
