using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>The endpoint that database servers write to.</summary>
internal static class ObjectEndpointErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(ObjectEndpointClosed, "Object endpoint not open", "The server could not open the port that database servers write their backups to.",
            "Free the port, or set `objectEndpointPort` and restart the server; tell firewalls of the new one.", 503, 1),
        new(ObjectAuthorityUnusable, "Authority of the object endpoint not usable", "The file with the certificate and key that database servers trust cannot be read or is damaged.",
            "Bring DIR/secrets/object-endpoint.pem back from a copy. Or move it away: a new one is made, which database servers must be made to trust again.", 500, 1),
    ];
}
