namespace Holdfast.Contracts.Api.Exports;

/// <summary>Instant access: disks of recovery points as network block devices, read-only.</summary>
public sealed class ExportsClient
{
    private readonly ApiTransport api;

    internal ExportsClient(ApiTransport api) => this.api = api;

    /// <summary>Gives a disk out until it is stopped, nobody has asked for anything for a while, or the server stops.</summary>
    public Task<StartedExport> Start(ExportRequest request, CancellationToken cancellation = default) =>
        api.Post("exports", request, ExportsJson.Default.ExportRequest, ExportsJson.Default.StartedExport, cancellation);

    public Task<ExportList> List(CancellationToken cancellation = default) => api.Get("exports", ExportsJson.Default.ExportList, cancellation);

    public Task<ExportInfo> Get(string id, CancellationToken cancellation = default) => api.Get($"exports/{Uri.EscapeDataString(id)}", ExportsJson.Default.ExportInfo, cancellation);

    /// <summary>Ends it for all of its clients; answers when they are gone.</summary>
    public Task<ExportInfo> Stop(string id, CancellationToken cancellation = default) =>
        api.Delete($"exports/{Uri.EscapeDataString(id)}", ExportsJson.Default.ExportInfo, cancellation);
}
