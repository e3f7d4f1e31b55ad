using System.CommandLine;

namespace IvifMl.Cli;

/// <summary><c>ivif train</c>: what can be trained, a subcommand each.</summary>
internal static partial class OptionalCommands
{
    static partial void MakeTrain(ref Command? command) => command = new("train", "Train networks. Needs libtorch: eng/setup --training fetches it.")
    {
        TrainFusionCommand.Create(),
    };
}
