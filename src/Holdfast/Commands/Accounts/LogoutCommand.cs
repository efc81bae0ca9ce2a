using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.Accounts;

/// <summary>Ends the session that login began.</summary>
internal sealed class LogoutCommand : HoldfastCommand
{
    internal LogoutCommand() : base("logout", "Ends the session at the server of --server URL and forgets it.")
    {
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var url = session.RemoteUrl ?? throw new HoldfastException(ErrorCode.BadRequest, "No server is named.", "Give it with --server URL.");
        var saved = SavedSessions.Find(url) ?? throw new HoldfastException(ErrorCode.Unauthorized, $"Nobody is signed in at {url}.", "Nothing to do.");
        try
        {
            await session.Client.Accounts.SignOut(session.Stop);
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.Unauthorized)
        {
            Console.Error.WriteLine("The session had ended already.");
        }
        SavedSessions.Remove(saved);
        session.Result.Show(new Acknowledgement(true), ApiJson.Default.Acknowledgement, text => text.WriteLine($"{saved.Name} is signed out at {saved.Server}."));
        return ExitCode.Done;
    }
}
