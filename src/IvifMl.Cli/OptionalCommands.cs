using System.CommandLine;

namespace IvifMl.Cli;

/// <summary>Verbs that a build may lack: <c>train</c>, and <c>export</c> of what was trained, where the feed has no TorchSharp.</summary>
internal static partial class OptionalCommands
{
    /// <summary>The networks that <see cref="Export"/> knows.</summary>
    public static IReadOnlyList<string> TrainedNetworks { get; } = ["language-fusion", "ldfusion", "cross-attention-fusion", "text-guided-fusion", "detector-ivif", "clip"];

    /// <summary>The verb that trains, or one that says why this build cannot.</summary>
    public static Command Train()
    {
        Command? command = null;
        MakeTrain(ref command);
        return command ?? Missing();
    }

    /// <summary>The ONNX files of a trained network, or null where this build has no TorchSharp.</summary>
    public static IReadOnlyList<ExportedFile>? Export(ExportRequest request)
    {
        IReadOnlyList<ExportedFile>? files = null;
        MakeExport(request, ref files);
        return files;
    }

    static partial void MakeTrain(ref Command? command);

    static partial void MakeExport(ExportRequest request, ref IReadOnlyList<ExportedFile>? files);

    private static Command Missing()
    {
        Command command = new("train", "Not in this build: it was made without TorchSharp.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(_ =>
        {
            Console.Error.WriteLine("ivif: this build cannot train, because its package feed had no TorchSharp. Build where the feed has it: run eng/setup --training, then build again.");
            return ExitCodes.WrongUsage;
        });
        return command;
    }
}
