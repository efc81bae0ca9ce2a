using System.Net;
using System.Security.Cryptography;
using Holdfast.Contracts.Api.Objects;
using Holdfast.Contracts.Certificates;
using Holdfast.Server.Agents.Gateway;
using Holdfast.Server.Configuration;
using Holdfast.Server.Hosting;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Listening;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint;

/// <summary>All that concerns the endpoint that database servers write to, put together. Without such a database nothing of this is on the disk or listens.</summary>
internal sealed class ObjectEndpointPart : IAsyncDisposable
{
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Lazy<EndpointAuthority> authority;
    private readonly EndpointListener listener;
    private readonly ObjectDesk desk;
    private readonly EndpointLimits limits;
    private readonly MemoryBudget receiving;
    private RenewedCertificate? certificate;

    /// <param name="limits">Null for those that hold everywhere.</param>
    internal ObjectEndpointPart(string dataDirectory, Settings settings, TimeProvider time, ILogger log, EndpointLimits? limits = null)
    {
        (this.limits, this.time, this.log) = (limits ?? new EndpointLimits(), time, log);
        receiving = new MemoryBudget(this.limits.Receiving);
        authority = new Lazy<EndpointAuthority>(() => EndpointAuthority.Open(Path.Combine(dataDirectory, "secrets", "object-endpoint.pem"), time));
        listener = new EndpointListener(new GatewayPlace(Path.Combine(dataDirectory, "object-endpoint.json")), settings, Build, time, log);
        var scratch = new ScratchFolder(Path.Combine(dataDirectory, "object-endpoint"), this.limits.Scratch, this.limits.ScratchFiles);
        var room = new PartRoom(new MemoryBudget(this.limits.Waiting), scratch);
        desk = new ObjectDesk(listener, room, TimeSpan.FromHours(settings.Get(ObjectEndpointSettings.IdleHours)!.Value), time, log);
    }

    /// <summary>Where applications write to and read from.</summary>
    internal ObjectDesk Desk => desk;

    internal EndpointListener Listener => listener;

    internal EndpointAuthority Authority => authority.Value;

    /// <summary>Port of the API: the endpoint's own follows it where none was chosen.</summary>
    internal void Begin(int apiPort) => listener.ApiPort = apiPort;

    internal void Map(ApiRouter routes) => routes.Get("object-endpoint", ObjectsJson.Default.ObjectEndpointInfo, _ => Show());

    internal ObjectEndpointInfo Show()
    {
        var certificate = authority.Value.Certificate;
        return new ObjectEndpointInfo(
            listener.Host, listener.KnownPort, listener.Port != 0, desk.Count, certificate.ExportCertificatePem() + "\n", Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)),
            certificate.NotAfter.ToUniversalTime());
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await listener.DisposeAsync();
        certificate?.Dispose();
        if (authority.IsValueCreated) authority.Value.Dispose();
    }

    private WebApplication Build(IPAddress address, int port)
    {
        certificate ??= new RenewedCertificate(() => authority.Value.Issue(listener.Host), EndpointAuthority.LeafLifetime, time);
        var bodies = new BodyReader(receiving);
        var operations = new S3Operations(new ObjectOperations(bodies, limits.LongestPart, log), new UploadOperations(bodies, limits.LongestPart, time));
        var handler = new S3Handler(desk, operations, new StrangeRequests(new RefusalBudget(time), log), time, log);
        return new EndpointHost(certificate, handler.Handle, log).Build(address, port);
    }
}
