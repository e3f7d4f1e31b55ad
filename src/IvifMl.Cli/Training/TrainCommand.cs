using System.CommandLine;

namespace IvifMl.Cli;

/// <summary><c>ivif train</c>: what can be trained, a subcommand each.</summary>
internal static class TrainCommand
{
    public static Command Create() => new("train", "Train networks. Needs libtorch: run eng/setup with --training in a checkout.")
    {
        TrainFusionCommand.Create(),
    };
}
