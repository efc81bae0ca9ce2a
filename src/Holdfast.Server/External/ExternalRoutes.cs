using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.External;

/// <summary>GET and POST external, GET external/{server}/recovery-points.</summary>
internal sealed class ExternalRoutes(IEngine engine)
{
    internal void Map(ApiRouter routes)
    {
        routes.Get("external", ApiJson.Default.ExternalServerList, _ => Show(engine.Externals));
        routes.Post("external", ApiJson.Default.AddExternalRequest, ApiJson.Default.ExternalServerList, (request, _) => Add(request));
        routes.Get("external/{server}/recovery-points", ApiJson.Default.RecoveryPointList, call => Points(call.Route("server")));
    }

    internal static ExternalServerList Show(IReadOnlyList<ExternalServer> servers) =>
        new([.. servers.Select(server => new ExternalServerInfo(server.Id, server.Name, server.VaultName, server.IsOpen, server.Points))]);

    private ExternalServerList Add(AddExternalRequest request)
    {
        if (request.ServerId is not null && request.Passphrase is null)
            throw new HoldfastException(ErrorCode.PassphraseMisconfigured, "The passphrase of that server is missing.", "Give the passphrase that was saved when it was registered.");
        return Show(engine.AddExternal(request.Credentials, request.ServerId, request.Passphrase));
    }

    private RecoveryPointList Points(string server) => new([.. engine.ExternalPoints(server).Select(point => new RecoveryPointInfo(
        point.Id, point.SourceId, point.SourceName, point.SourcePath, point.Server, point.Created, point.Items, point.ItemsFailed, point.Bytes,
        Disk: false, Online: true, Expires: null))]);
}
