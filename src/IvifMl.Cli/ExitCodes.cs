namespace IvifMl.Cli;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int SomeFailed = 1;
    public const int WrongUsage = 2;
    public const int Cancelled = 130;
}
