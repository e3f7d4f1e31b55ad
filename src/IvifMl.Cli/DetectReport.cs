using System.Text.Json;

namespace IvifMl.Cli;

/// <summary>What was found, for programs. The same pictures, model and options give the same bytes.</summary>
internal static class DetectReport
{
    public const string FileName = "detections.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static byte[] ToJson(DetectResult result, DetectorModel detector, FusionModel? fusion, string? prompt) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            model = detector.Name,
            modelSha256 = detector.Sha256,
            scoreThreshold = detector.ScoreThreshold,
            nmsThreshold = detector.NmsThreshold,
            classes = detector.Classes,
            fusion = fusion?.Name,
            fusionSha256 = fusion?.Sha256,
            prompt,
            objects = result.Objects,
            failed = result.Failed,
            cancelled = result.WasCancelled,
            pictures = result.Pictures.Select(p => new
            {
                name = p.Item.Name,
                path = p.Item.VisiblePath,
                infraredPath = p.Item.InfraredPath,
                width = p.Width,
                height = p.Height,
                error = p.Error,
                detections = p.Detections.Select(d => new
                {
                    label = d.Label,
                    score = Math.Round(d.Score, 6),
                    box = (double[])[Math.Round(d.Box.Left, 3), Math.Round(d.Box.Top, 3), Math.Round(d.Box.Right, 3), Math.Round(d.Box.Bottom, 3)],
                }),
            }),
        },
        Json);
}
