using System.CommandLine;
using IvifMl.Imaging;
using IvifMl.Onnx;

namespace IvifMl.Cli;

/// <summary><c>ivif export</c>: writes a model that is built, not trained, as an ONNX file.</summary>
internal static class ExportCommand
{
    private static readonly Argument<string> Name = new("MODEL") { Description = "Which model: fusion-pyramid." };
    private static readonly Option<string> Output = new("--out", "-o") { Description = "The ONNX file to write.", HelpName = "FILE", Required = true };

    public static Command Create()
    {
        Name.AcceptOnlyFromAmong("fusion-pyramid");
        Command command = new("export", "Write a built-in model as an ONNX file.") { Name, Output };
        command.SetAction(parsed =>
        {
            string output = parsed.GetValue(Output)!;
            byte[] model = PyramidFusionGraph.Build();
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
            AtomicFile.Write(output, model);
            Console.Out.WriteLine($"{parsed.GetValue(Name)}: {model.Length} bytes to {output}");
            return ExitCodes.Done;
        });
        return command;
    }
}
