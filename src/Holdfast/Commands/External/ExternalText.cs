using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.External;

/// <summary>Shows servers of a vault.</summary>
internal static class ExternalText
{
    internal static int Show(Session session, ExternalServerList found)
    {
        var table = new TextTable("ID", "NAME", "VAULT", "READABLE", "POINTS#");
        foreach (var server in found.Servers)
            table.Add(server.Id, server.Name, server.Vault, server.Open ? "yes" : "no (passphrase needed)", Quantity.Count(server.RecoveryPoints));
        session.Result.ShowTable(found, ApiJson.Default.ExternalServerList, "There are no servers.", table);
        return ExitCode.Done;
    }
}
