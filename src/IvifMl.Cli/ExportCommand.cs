using System.CommandLine;
using IvifMl.Imaging;
using IvifMl.Onnx;

namespace IvifMl.Cli;

/// <summary><c>ivif export</c>: writes a model that is built, or one from trained weights, as ONNX.</summary>
internal static class ExportCommand
{
    private const string Pyramid = "fusion-pyramid";

    private static readonly Argument<string> Network = new("NETWORK") { Description = $"Which network: {Pyramid} (built, needs no weights), {string.Join(", ", OptionalCommands.TrainedNetworks)}." };

    private static readonly Option<string[]> Weights = new("--weights", "-w")
    {
        Description = "Trained weights. language-fusion: the output folder of ivif train fusion, or its checkpoint. cross-attention-fusion and text-guided-fusion: that of ivif train text. detector-ivif: that of ivif train detector. ldfusion: one file of encoder and decoder, or the original's two. clip: .pt or .safetensors.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Output = new("--out", "-o") { Description = "The ONNX file to write; clip makes two of it, …-image.onnx and …-text.onnx.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "The model's name in its metadata.", HelpName = "TEXT" };
    private static readonly Option<string?> TrainingData = new("--training-data") { Description = "What it was trained on, for its metadata.", HelpName = "TEXT" };
    private static readonly Option<string?> Licence = new("--licence") { Description = "Licence of the weights, for its metadata.", HelpName = "TEXT" };

    public static Command Create()
    {
        Network.AcceptOnlyFromAmong([Pyramid, .. OptionalCommands.TrainedNetworks]);
        Command command = new("export", "Write a network as an ONNX file.") { Network, Weights, Output, Name, TrainingData, Licence };
        command.SetAction(parsed => Run(new(
            parsed.GetValue(Network)!,
            parsed.GetValue(Weights) ?? [],
            parsed.GetValue(Output)!,
            parsed.GetValue(Name),
            parsed.GetValue(TrainingData),
            parsed.GetValue(Licence))));
        return command;
    }

    private static int Run(ExportRequest request)
    {
        IReadOnlyList<ExportedFile>? files = request.Network == Pyramid ? BuildPyramid(request) : OptionalCommands.Export(Checked(request));
        if (files is null)
        {
            Console.Error.WriteLine($"ivif: this build cannot export '{request.Network}', because its package feed had no TorchSharp. Build where the feed has it: run eng/setup --training, then build again.");
            return ExitCodes.WrongUsage;
        }

        foreach (ExportedFile file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file.Path))!);
            AtomicFile.Write(file.Path, file.Content);
            Console.Out.WriteLine($"{request.Network}: {file.Content.Length} bytes to {file.Path}");
        }

        return ExitCodes.Done;
    }

    private static ExportedFile[] BuildPyramid(ExportRequest request) =>
        request.Weights.Count == 0 && (request.Name ?? request.TrainingData ?? request.Licence) is null
            ? [new(request.Output, PyramidFusionGraph.Build())]
            : throw new ArgumentException($"'{Pyramid}' is built as it is: leave out --weights, --name, --training-data and --licence.");

    private static ExportRequest Checked(ExportRequest request)
    {
        if (request.Weights.Count == 0)
        {
            throw new ArgumentException($"'{request.Network}' is trained: give its weights with --weights FILE.");
        }

        string? absent = request.Weights.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path));
        return absent is null ? request : throw new FileNotFoundException($"The weights '{absent}' are not there. Check the path given to --weights.", absent);
    }
}
