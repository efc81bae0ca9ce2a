using Holdfast.Contracts.Vault.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.VaultService.Transfer;

/// <summary>
/// Looks at what a caller wrote before anything is decoded or shortened: no name of a blob needs an escape, a backslash or a dot segment, so whoever sends one tries
/// to leave its prefix.
/// </summary>
internal static class TransferGuard
{
    private const string Blobs = VaultWire.Root + "blobs";

    public static Task Invoke(HttpContext context, RequestDelegate next) =>
        LeavesPrefix(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) ? throw TransferRefusal.Outside() : next(context);

    internal static bool LeavesPrefix(string target)
    {
        var path = target.AsSpan();
        if (path.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
        {
            path = path[(scheme + 3)..];
            path = path.IndexOf('/') is var slash and >= 0 ? path[slash..] : [];
        }
        if (path.IndexOf('?') is var query and >= 0) path = path[..query];
        if (path.IndexOf(Blobs, StringComparison.OrdinalIgnoreCase) < 0) return false;
        return path.IndexOfAny('%', '\\') >= 0 || path.Contains("//", StringComparison.Ordinal) || path.Contains("/.", StringComparison.Ordinal);
    }
}
