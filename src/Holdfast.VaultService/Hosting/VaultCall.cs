using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.VaultService.Hosting;

/// <summary>One request as handlers see it: its caller and its parameters, checked.</summary>
internal sealed class VaultCall(HttpContext context)
{
    private const int LongestText = 4096;

    /// <summary>For what streams bytes.</summary>
    internal HttpContext Context => context;

    /// <summary>Cancelled when the caller goes away or the service stops.</summary>
    internal CancellationToken Aborted => context.RequestAborted;

    /// <summary>Where the request comes from.</summary>
    internal string Address => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    /// <summary>Who is asking. Routes that are open to everybody have no caller.</summary>
    internal VaultCaller Caller => context.Features.Get<VaultCaller>() ?? throw new HoldfastException(ErrorCode.Unauthorized, "The request shows no certificate and no token.");

    internal VaultCaller.Server Server => (VaultCaller.Server)Caller;

    internal VaultCaller.Owner Owner => (VaultCaller.Owner)Caller;

    /// <summary>The vault of a server or a reader: they have one each.</summary>
    internal string VaultId => Caller switch
    {
        VaultCaller.Server server => server.VaultId,
        VaultCaller.Reader reader => reader.VaultId,
        _ => throw new InvalidOperationException("An owner has no vault of his own."),
    };

    /// <summary>A part of the route.</summary>
    internal string Route(string name) => (string?)context.Request.RouteValues[name] ?? throw Bad($"The address lacks {name}.");

    /// <summary>A parameter, or null where it is absent or empty.</summary>
    internal string? Text(string name)
    {
        var values = context.Request.Query[name];
        if (values.Count > 1) throw Bad($"The parameter {name} is given more than once.");
        var text = (string?)values;
        if (text?.Length > LongestText) throw Bad($"The parameter {name} is longer than {LongestText} characters.");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>Runs after the answer has been sent.</summary>
    internal void Afterwards(Action action) => context.Response.OnCompleted(() =>
    {
        action();
        return Task.CompletedTask;
    });

    internal static HoldfastException Bad(string message) => new(ErrorCode.BadRequest, message);
}
