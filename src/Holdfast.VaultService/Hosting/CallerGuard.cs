using System.Net;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Holdfast.VaultService.Hosting;

/// <summary>
/// Stands between routing and every handler: nothing is reached by a caller that the table does not name, and whoever is not known does not even hear whether an address exists.
/// </summary>
internal sealed class CallerGuard(RequestDelegate next, ICallerSource callers)
{
    private const string Scheme = "Bearer ";

    internal Task Invoke(HttpContext context)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<VaultRouteRule>();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = rule?.LargestBody ?? VaultRouteRule.StandardBody;
        if (rule is { Callers: VaultCallers.Anybody }) return next(context);
        var caller = Find(context) ?? throw new HoldfastException(ErrorCode.Unauthorized, "The request shows no certificate and no token that this vault service accepts.");
        if (rule is not null && !rule.Callers.HasFlag(caller.Kind)) throw new HoldfastException(ErrorCode.VaultCallerRefused, $"This is not for {Shown(caller)}.");
        context.Features.Set(caller);
        return next(context);
    }

    // A token goes before a certificate: a registered server that reads as the holder of credentials uses one connection for both.
    private VaultCaller? Find(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 0) return context.Connection.ClientCertificate is { } certificate ? callers.OfCertificate(certificate) : null;
        if (header.Count != 1 || header.ToString() is not { } text || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var isLocal = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        return text[Scheme.Length..].Trim() is { Length: > 0 and <= 256 } token ? callers.OfToken(token, isLocal) : null;
    }

    private static string Shown(VaultCaller caller) => caller.Kind switch
    {
        VaultCallers.Server => "a registered server",
        VaultCallers.Reader => "whoever reads by credentials",
        _ => "the vault's owner",
    };
}
