namespace Holdfast.Contracts.Api.Objects;

/// <summary>The object endpoint's routes as methods. Failures are those of <see cref="HoldfastClient"/>.</summary>
public sealed class ObjectsClient
{
    private readonly ApiTransport api;

    internal ObjectsClient(ApiTransport api) => this.api = api;

    /// <summary>How the endpoint stands, with the certificate that database servers must trust. Makes that certificate where there is none yet.</summary>
    public Task<ObjectEndpointInfo> Endpoint(CancellationToken cancellation = default) => api.Get("object-endpoint", ObjectsJson.Default.ObjectEndpointInfo, cancellation);
}
