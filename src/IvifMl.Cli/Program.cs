using System.CommandLine;
using IvifMl.Cli;

RootCommand root = new("Fuses an infrared and a visible image of one scene into one picture, and detects objects in it.")
{
    FuseCommand.Create(),
    DetectCommand.Create(),
    EvaluateCommand.Create(),
    DemoCommand.Create(),
    RenderCommand.Create(),
    InfoCommand.Create(),
    DoctorCommand.Create(),
    ExportCommand.Create(),
    OptionalCommands.Train(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (string message in parsed.Errors.Select(e => e.Message).Distinct())
    {
        await Console.Error.WriteLineAsync($"ivif: {message}").ConfigureAwait(false);
    }

    await Console.Error.WriteLineAsync($"Try 'ivif {string.Join(' ', parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name + " "])}--help'.").ConfigureAwait(false);
    return ExitCodes.WrongUsage;
}

try
{
    // Pairs in work get time to give up, so that nothing is left half-written.
    InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
    return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("ivif: cancelled").ConfigureAwait(false);
    return ExitCodes.Cancelled;
}
catch (Exception error) when (error is ArgumentException or InvalidDataException or IOException or UnauthorizedAccessException or DllNotFoundException)
{
    await Console.Error.WriteLineAsync($"ivif: {error.Message}").ConfigureAwait(false);
    return ExitCodes.WrongUsage;
}
