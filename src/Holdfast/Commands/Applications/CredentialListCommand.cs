using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Lists credentials.</summary>
internal sealed class CredentialListCommand : HoldfastCommand
{
    internal CredentialListCommand() : base("list", "Lists with which account applications are asked; passwords are never shown.")
    {
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Applications.Credentials(session.Stop);
        var table = new TextTable("TARGET", "USER", "CHANGED");
        foreach (var kept in found.Credentials) table.Add(kept.Target, kept.User, Quantity.Time(kept.Changed));
        session.Result.ShowTable(found, ApplicationsJson.Default.CredentialList, "No credentials are kept.", table);
        return ExitCode.Done;
    }
}
