using System.CommandLine;

namespace IvifMl.Cli;

/// <summary><c>ivif train</c>, what can be trained a subcommand each, and the export of what was trained.</summary>
internal static partial class OptionalCommands
{
    static partial void MakeTrain(ref Command? command) => command = new("train", "Train networks. Needs libtorch: eng/setup --training fetches it.")
    {
        TrainFusionCommand.Create(),
        TrainTextCommand.Create(),
        TrainClipCommand.Create(),
        TrainDetectorCommand.Create(),
        TrainJointCommand.Create(),
    };

    static partial void MakeExport(ExportRequest request, ref IReadOnlyList<ExportedFile>? files) => files = TrainedExport.Make(request);
}
