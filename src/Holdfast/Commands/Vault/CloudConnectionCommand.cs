using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Commands.Vault;

/// <summary>Whether the vault can be reached: for scripts that ask Get-DPMCloudConnection today.</summary>
internal sealed class CloudConnectionCommand() : HoldfastCommand("connection", "Prints TRUE (exit code 0) or FALSE (1, with the reason on standard error).")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var connection = await session.Client.VaultConnection(session.Stop);
        session.Result.Show(connection, ApiJson.Default.VaultConnection, text => text.WriteLine(connection.Connected ? "TRUE" : "FALSE"));
        if (!connection.Connected) Console.Error.WriteLine(connection.Reason);
        return connection.Connected ? ExitCode.Done : ExitCode.Failed;
    }
}
