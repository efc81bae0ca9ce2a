using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Objects;

namespace Holdfast.Commands.Objects;

/// <summary>How the endpoint stands that database servers write to.</summary>
internal sealed class ObjectEndpointShowCommand() : HoldfastCommand("show", "Shows where database servers write their backups to, and whether the port is open; it is while such a backup or recovery runs.")
{
    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Objects.Endpoint(session.Stop);
        session.Result.Show(found, ObjectsJson.Default.ObjectEndpointInfo, text =>
        {
            text.WriteLine(found.Port == 0 ? $"Address: {found.Host}, port chosen with the first backup" : $"Address: https://{found.Host}:{found.Port}");
            text.WriteLine(found.IsOpen ? $"Open, used by {found.Buckets} at the moment" : "Closed; it opens when a backup needs it");
            text.WriteLine($"Authority to trust: SHA-256 {found.Sha256}, until {found.NotAfter:yyyy-MM-dd} (holdfast object-endpoint certificate)");
        });
        return ExitCode.Done;
    }
}
