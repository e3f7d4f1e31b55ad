using IvifMl.Onnx;
using IvifMl.Training;

namespace IvifMl.Cli;

/// <summary><c>ivif export</c> of networks with trained weights.</summary>
internal static class TrainedExport
{
    private const string NotStated = "not stated";

    /// <summary>The ONNX files of a network.</summary>
    /// <exception cref="InvalidDataException">A file is damaged or holds another network; the message names it.</exception>
    public static IReadOnlyList<ExportedFile> Make(ExportRequest request)
    {
        TorchRuntime.Require();
        return request.Network switch
        {
            LanguageFusionNetwork.NetworkName => [LanguageFusion(request)],
            LdFusionNetwork.NetworkName => [LdFusion(request)],
            CrossAttentionFusionNetwork.NetworkName or TextGuidedFusionNetwork.NetworkName => [Prompted(request)],
            IvifDetNetwork.NetworkName => [Detector(request)],
            _ => Clip(request),
        };
    }

    private static ExportedFile LanguageFusion(ExportRequest request)
    {
        string checkpoint = TrainingCheckpoint.Find(Single(request), "'ivif train fusion'");

        // The training's own configuration says the rest, so that what is exported equals its model.onnx.
        FusionTrainingConfig config = ConfigBeside(checkpoint, FusionTrainingConfig.Read) ?? new() { Loss = new() { Language = null } };
        using LanguageFusionNetwork network = new();
        TrainingCheckpoint.LoadWeights(checkpoint, network, network.Kind, best: config.KeepBest);
        FusionModelCard card = Card(request, config.Name, config.TrainingData, config.Licence);
        return new(request.Output, network.ToOnnx(card with { Prompt = config.Loss.Language?.Prompts[0] }));
    }

    private static ExportedFile Prompted(ExportRequest request)
    {
        string checkpoint = TrainingCheckpoint.Find(Single(request), "'ivif train text'");
        TextTrainingConfig config = ConfigBeside(checkpoint, TextTrainingConfig.Read) ?? new() { Network = request.Network };
        using PromptedFusionNetwork network = config.MakeNetwork();
        if (network.Kind != request.Network)
        {
            throw new ArgumentException($"'{checkpoint}' holds {network.Kind}, not {request.Network}.");
        }

        TrainingCheckpoint.LoadWeights(checkpoint, network, network.Kind, best: false);
        network.eval();
        FusionTextInput? text = config.Clip is null ? null : new() { Encoder = Path.GetFileName(config.Clip), Length = network.TextLength };
        return new(request.Output, network.ToOnnx(Card(request, config.Name, config.TrainingData, config.Licence) with { Text = text }));
    }

    private static ExportedFile Detector(ExportRequest request)
    {
        string checkpoint = TrainingCheckpoint.Find(Single(request), "'ivif train detector'");
        DetectorTrainingConfig config = ConfigBeside(checkpoint, DetectorTrainingConfig.Read) ?? new();
        if (config.Classes.Count == 0)
        {
            throw new InvalidDataException($"Beside '{checkpoint}' there is no {TrainingConfigFile.FileName} that names the classes. Give the output folder of 'ivif train detector' as it was written.");
        }

        using IvifDetNetwork network = new(config.ToOptions(null, CancellationToken.None, null).Network);
        TrainingCheckpoint.LoadWeights(checkpoint, network, IvifDetNetwork.NetworkName, best: config.KeepBest, DetectorTrainer.AverageEntry);
        return new(request.Output, network.ToOnnx(Card(request, config.Name, config.TrainingData, config.Licence)));
    }

    /// <summary>The configuration that a training kept beside its checkpoint; null where it is not there.</summary>
    private static T? ConfigBeside<T>(string checkpoint, Func<string, T> read)
        where T : class
    {
        string file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(checkpoint))!, TrainingConfigFile.FileName);
        return File.Exists(file) ? read(file) : null;
    }

    private static ExportedFile LdFusion(ExportRequest request)
    {
        RequireFiles(request);
        using LdFusionNetwork network = request.Weights switch
        {
            [string whole] => LdFusionNetwork.Load(whole),
            [string encoder, string decoder] => LdFusionNetwork.Load(encoder, decoder),
            _ => throw new ArgumentException($"ldfusion takes one file of weights, or the encoder's and the decoder's; {request.Weights.Count} are given."),
        };
        return new(request.Output, network.ToOnnx(Card(request, LdFusionNetwork.NetworkName, NotStated, NotStated)));
    }

    private static IReadOnlyList<ExportedFile> Clip(ExportRequest request)
    {
        string weights = Single(request);
        RequireFiles(request);
        using ClipModel model = ClipModel.Load(weights, out IReadOnlyDictionary<string, string> metadata);
        string Of(string key, string? given, string otherwise) => given ?? metadata.GetValueOrDefault(key) ?? otherwise;
        Dictionary<string, string> about = new(StringComparer.Ordinal)
        {
            [FusionContract.NameKey] = Of(FusionContract.NameKey, request.Name, Path.GetFileNameWithoutExtension(weights)),
            [FusionContract.LicenceKey] = Of(FusionContract.LicenceKey, request.Licence, NotStated),
            [FusionContract.TrainingDataKey] = Of(FusionContract.TrainingDataKey, request.TrainingData, NotStated),
        };
        Dictionary<string, string> withWords = new(about, StringComparer.Ordinal);
        if (metadata.TryGetValue(LanguageEncoders.VocabularyKey, out string? vocabulary))
        {
            withWords[LanguageEncoders.VocabularyKey] = vocabulary;
        }

        string stem = Path.Combine(Path.GetDirectoryName(request.Output) ?? "", Path.GetFileNameWithoutExtension(request.Output));
        return
        [
            new(stem + "-image.onnx", ClipOnnxExport.ImageTower(model, about)),
            new(stem + "-text.onnx", ClipOnnxExport.TextTower(model, withWords)),
        ];
    }

    /// <summary>What was asked for, and otherwise what the training said.</summary>
    private static FusionModelCard Card(ExportRequest request, string name, string trainingData, string licence) => new()
    {
        Name = request.Name ?? name,
        TrainingData = request.TrainingData ?? trainingData,
        Licence = request.Licence ?? licence,
    };

    private static string Single(ExportRequest request) => request.Weights is [string only]
        ? only
        : throw new ArgumentException($"{request.Network} takes one --weights; {request.Weights.Count} are given.");

    private static void RequireFiles(ExportRequest request)
    {
        if (request.Weights.FirstOrDefault(Directory.Exists) is { } folder)
        {
            throw new ArgumentException($"'{folder}' is a folder; {request.Network} takes files of weights.");
        }
    }
}
