namespace Holdfast.CommandLine;

/// <summary>What the process ends with; scripts rely on it.</summary>
internal static class ExitCode
{
    internal const int Done = 0;
    internal const int Failed = 1;
    internal const int WrongUsage = 2;

    /// <summary>Done, but items could not be read or written.</summary>
    internal const int ItemsMissing = 3;
    internal const int NotReachable = 4;
    internal const int Refused = 5;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells count it (128 + SIGINT). What the server does goes on.</summary>
    internal const int Interrupted = 130;
}
