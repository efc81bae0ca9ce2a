using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.Daemon;

namespace Holdfast.Commands;

/// <summary>Stops the server cleanly and waits until it is gone.</summary>
internal sealed class DownCommand : HoldfastCommand
{
    private readonly Option<int> timeout;

    internal DownCommand() : base("down", "Stops the server cleanly: jobs that run are cancelled, and it returns when the process has ended.") =>
        timeout = With(SharedOptions.Whole("--timeout", "How long to wait for the end, in seconds", "SECONDS", 120, 1, 86400));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var address = LocalInstallation.Find(session.DataDirectory);
        if (address is null || !ProcessState.IsRunning(address.Pid)) throw LocalInstallation.NotRunning(session.DataDirectory);
        await session.Client.Shutdown(session.Stop);
        if (!await ProcessState.WaitForEnd(address.Pid, TimeSpan.FromSeconds(input.GetValue(timeout)), session.Stop))
            throw new HoldfastException(ErrorCode.Conflict, $"The server (process {address.Pid}) has been told to stop but still runs.", "Wait, or see its log in the data folder.");
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine("Holdfast has stopped."));
        return ExitCode.Done;
    }
}
