using IvifMl.Imaging;
using Microsoft.ML.Data;

namespace IvifMl;

/// <content>Fusing with a prompt.</content>
public sealed partial class FusionModel
{
    /// <summary>Whether the model takes prompts: whether its graph has a text input.</summary>
    public bool TakesPrompts => Prompts.Text is not null;

    /// <summary>The prompt in the graph, that of <see cref="FusionOptions.Prompt"/>; null for the neutral one or none.</summary>
    public string? Prompt { get; }

    internal FusionPrompts Prompts { get; }

    /// <summary>Fuses one pair as a prompt asks, whatever the prompt in the graph.</summary>
    /// <param name="infrared">The infrared, 0–1.</param>
    /// <param name="visible">The visible, 8- or 16-bit or float, 1, 3 or 4 channels.</param>
    /// <param name="prompt">One sentence; null, empty or white space is the neutral prompt. The last prompt's embedding is kept.</param>
    /// <returns>8-bit, of the visible's size.</returns>
    /// <exception cref="ImageSizeMismatchException">The sizes differ and the options do not say what to do.</exception>
    /// <exception cref="ArgumentException">The model takes no prompts, or embeddings of an encoder that was not named.</exception>
    public RasterImage Fuse(Plane infrared, RasterImage visible, string? prompt) => Fuse(_session.Value, infrared, visible, Prompts.Embed(prompt));

    /// <summary>Fuses one pair as a prompt asks, whatever the prompt in the graph.</summary>
    /// <param name="infrared">The infrared, tone-mapped; stays the caller's.</param>
    /// <param name="visible">The visible; stays the caller's.</param>
    /// <param name="prompt">One sentence; null, empty or white space is the neutral prompt. The last prompt's embedding is kept.</param>
    /// <returns>A new picture of the visible's size; the caller disposes it.</returns>
    /// <exception cref="ImageSizeMismatchException">The sizes differ and the options do not say what to do.</exception>
    /// <exception cref="ArgumentException">The model takes no prompts, or embeddings of an encoder that was not named.</exception>
    public MLImage Fuse(MLImage infrared, MLImage visible, string? prompt) =>
        Fuse(Bt601.Luminance(infrared.ToRasterImage()), visible.ToRasterImage(), prompt).ToMLImage();

    /// <summary>Scores one pair as a prompt asks: the graph alone, without colours.</summary>
    /// <param name="infrared">The infrared, 0–1.</param>
    /// <param name="luminance">The visible's BT.601 luminance, 0–1, of the same size.</param>
    /// <param name="prompt">One sentence; null, empty or white space is the neutral prompt. The last prompt's embedding is kept.</param>
    /// <returns>The fused luminance, 0–1.</returns>
    /// <exception cref="ArgumentException">The model takes no prompts, or embeddings of an encoder that was not named.</exception>
    public Plane Score(Plane infrared, Plane luminance, string? prompt)
    {
        ArgumentNullException.ThrowIfNull(infrared);
        ArgumentNullException.ThrowIfNull(luminance);
        return _session.Value.Score(FusionSteps.Align(infrared, luminance.Height, luminance.Width, Alignment), luminance, Prompts.Embed(prompt)).Luminance;
    }
}
