using System.CommandLine;

namespace IvifMl.Cli;

/// <summary>Verbs that a build may lack: <c>train</c>, where the feed has no TorchSharp.</summary>
internal static partial class OptionalCommands
{
    /// <summary>The verb that trains, or one that says why this build cannot.</summary>
    public static Command Train()
    {
        Command? command = null;
        MakeTrain(ref command);
        return command ?? Missing();
    }

    static partial void MakeTrain(ref Command? command);

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
